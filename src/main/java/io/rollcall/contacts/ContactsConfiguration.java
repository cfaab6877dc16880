package io.rollcall.contacts;

import io.rollcall.contacts.deletion.DeletionPassword;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.retention.Pruning;
import io.rollcall.contacts.store.ContactStoreConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@Import({
  BackupFigures.class,
  BackupParts.class,
  BackupReport.class,
  ContactStoreConfiguration.class,
  ContactsBackupFamily.class,
  DeletionPassword.class,
  Pruning.class,
  RestoreReport.class,
  Restores.class,
  Restoring.class,
  UpkeepParts.class,
  UpkeepReport.class,
  UpkeepRows.class
})
public class ContactsConfiguration {}
