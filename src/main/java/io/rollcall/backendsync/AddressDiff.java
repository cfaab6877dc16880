package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.exchange.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an object's addresses. An address has one holder; it may pass to another object
 * only when its holder gave it up or is gone, which is known for sure only after all objects were
 * read.
 *
 * @param facts the new versions
 * @param conflicts addresses that another object or organization holds, in words; nothing is
 *     written for them
 * @param foreign addresses in a domain of another organization that nobody there holds
 * @param primaryConflict the primary address is among the conflicts
 * @param undecided some address depends on objects that are not read yet: decide again in the
 *     second pass
 * @param claims keys that the object did not hold before
 * @param drops keys that the object held and no longer has
 */
record AddressDiff(
    List<AddressFact> facts,
    List<String> conflicts,
    List<Foreign> foreign,
    boolean primaryConflict,
    boolean undecided,
    List<String> claims,
    List<String> drops) {

  /**
   * An address in another organization's domain.
   *
   * @param address without its prefix
   * @param organization the key of the organization that has the domain
   */
  record Foreign(String address, String organization) {}

  /** What is known of the other holders. */
  interface Others {
    /** The object that claimed the address in this plan, or null. */
    @Nullable Long claimant(String key);

    /** Whether a holder of the panel has the address no more; null while that is not known. */
    @Nullable Boolean released(long holder, String key);

    /** Whether an object is marked gone in the panel. */
    boolean gone(long object);

    /** Whether an object of another organization keeps this one's from having its addresses. */
    boolean claimsAddresses(long object);

    /** The key of the other organization that has accepted an address's domain, or null. */
    @Nullable String owner(Address address);

    /** What people call an object of the panel, with its number. */
    String object(long id);

    /** The key of an organization. */
    String organization(long id);
  }

  /**
   * Compares.
   *
   * @param contact whether the object is a mail contact, whose addresses are somebody else's: other
   *     organizations may have them too
   * @param held the object's newest addresses in the panel
   * @param heads the newest version of each of the record's addresses, in all organizations
   */
  static AddressDiff of(
      long organizationId,
      long me,
      boolean contact,
      List<Address> addresses,
      Map<String, AddressHead> held,
      Map<String, List<AddressHead>> heads,
      Others others) {
    Builder diff = new Builder(organizationId, me, contact, heads, others);
    for (Address address : addresses) {
      diff.has(address);
    }
    held.values().stream()
        .filter(AddressHead::present)
        .filter(head -> addresses.stream().noneMatch(address -> address.key().equals(head.key())))
        .forEach(diff::dropped);
    return diff.build();
  }

  /** Nothing was read of the addresses, so nothing is said of them. */
  static AddressDiff unread() {
    return new AddressDiff(List.of(), List.of(), List.of(), false, false, List.of(), List.of());
  }

  private static final class Builder {
    private final long organizationId;
    private final long me;
    private final boolean contact;
    private final Map<String, List<AddressHead>> heads;
    private final Others others;
    private final List<AddressFact> facts = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private final List<String> claims = new ArrayList<>();
    private final List<String> drops = new ArrayList<>();
    private boolean primaryConflict;
    private boolean undecided;

    Builder(
        long organizationId,
        long me,
        boolean contact,
        Map<String, List<AddressHead>> heads,
        Others others) {
      this.organizationId = organizationId;
      this.me = me;
      this.contact = contact;
      this.heads = heads;
      this.others = others;
    }

    void has(Address address) {
      if (takes(address) && !contact) {
        String owner = others.owner(address);
        if (owner != null) {
          foreign.add(new Foreign(address.value(), owner));
        }
      }
    }

    /** Whether the object has the address, or gets it. */
    private boolean takes(Address address) {
      String key = address.key();
      AddressHead own = null;
      for (AddressHead head : heads.getOrDefault(key, List.of())) {
        if (head.organizationId() == organizationId) {
          own = head;
        } else if (!contact && head.present() && others.claimsAddresses(head.objectId())) {
          conflict(
              address,
              "is held by another organization, " + others.organization(head.organizationId()));
          return false;
        }
      }
      if (own != null && own.present() && own.objectId() == me) {
        if (own.primary() != address.primary() || !own.address().equals(address.value())) {
          facts.add(fact(address, own));
        }
        return true;
      }
      Long claimant = others.claimant(key);
      if (claimant != null && claimant != me) {
        conflict(address, "is claimed by another object of the same source");
        return false;
      }
      boolean contested =
          own != null && own.present() && own.objectId() != me && !others.gone(own.objectId());
      if (contested && own != null) {
        Boolean released = others.released(own.objectId(), key);
        if (released == null) {
          undecided = true;
        } else if (!released) {
          conflict(address, "is held in the panel by " + others.object(own.objectId()));
          return false;
        }
      }
      claims.add(key);
      facts.add(fact(address, own));
      return true;
    }

    void dropped(AddressHead head) {
      drops.add(head.key());
      undecided = true;
      Long claimant = others.claimant(head.key());
      if (claimant == null || claimant == me) {
        facts.add(
            new AddressFact(
                head.key(),
                head.version() + 1,
                ObjectChange.GONE,
                head.address(),
                false,
                me,
                head.primary()));
      }
    }

    private AddressFact fact(Address address, @Nullable AddressHead own) {
      boolean had = own != null && own.present();
      return new AddressFact(
          address.key(),
          own == null ? 1 : own.version() + 1,
          ObjectChange.PRESENT,
          address.value(),
          address.primary(),
          (own != null && had) ? own.objectId() : null,
          (own != null && had) ? own.primary() : null);
    }

    private void conflict(Address address, String why) {
      conflicts.add("the address " + address.prefix() + ":" + address.value() + " " + why);
      primaryConflict |= address.primary();
    }

    AddressDiff build() {
      return new AddressDiff(facts, conflicts, foreign, primaryConflict, undecided, claims, drops);
    }
  }
}
