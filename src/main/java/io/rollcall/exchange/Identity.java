package io.rollcall.exchange;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What names an object on the backend.
 *
 * @param backendGuid the directory's object GUID; survives every rename and move
 * @param exchangeGuid the mailbox's own GUID; absent for lists and contacts
 * @param entraId the object's id in Entra ID; absent where the directory is not synchronised
 */
public record Identity(
    UUID backendGuid,
    @Nullable UUID exchangeGuid,
    @Nullable UUID entraId,
    @Nullable String distinguishedName,
    @Nullable String legacyExchangeDn,
    @Nullable String samAccountName,
    @Nullable String userPrincipalName) {}
