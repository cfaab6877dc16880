package io.rollcall.activedirectory;

import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.JobFamily.Check;
import io.rollcall.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes, lists and contacts of one organization in an Active Directory that Exchange uses.
 * One reading is one connection to one controller: another one may be some minutes behind.
 */
public final class ActiveDirectory implements LiveBackend {
  private final DirectorySettings settings;
  private final LiveScope scope;
  private final Controllers controllers;
  private @Nullable Connection connection;

  /** Makes ready; nothing is sent yet. */
  public ActiveDirectory(DirectorySettings settings, LiveScope scope) {
    this.settings = settings;
    this.scope = scope;
    this.controllers = new Controllers(settings);
  }

  @Override
  public String name() {
    return "Active Directory at "
        + (connection == null ? settings.controllers().get(0).host() : connection.name());
  }

  @Override
  public void connect() {
    DirectoryTree tree = tree();
    tree.bases().forEach(tree::sample);
  }

  private DirectoryTree tree() {
    Scope objects = new Scope(settings, scope);
    Connection open = connection == null ? controllers.connect() : connection;
    connection = open;
    return DirectoryTree.of(open, settings, objects);
  }

  @Override
  public List<Check> test() {
    return new ConnectionTest(scope.organization().key()).of(this::tree, settings);
  }

  @Override
  public List<Problem> read(ExportWriter out) {
    return new DirectoryReading(tree(), scope, out).read();
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
