package io.rollcall.pst;

import io.rollcall.pst.ltp.DataTree;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertyListWriter;
import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ltp.TableWriter;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Nid;
import io.rollcall.pst.ndb.Subnode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact as a message, with its photo attached; [MS-PST] 2.4.5 and 2.4.6. */
final class ContactMessage {
  private static final int SIZE = 0x0E08;
  private static final int ATTACHMENT_SIZE = 0x0E20;
  private static final int PHOTO = Nid.of(Nid.ATTACHMENT, 0x401);
  private static final String PHOTO_NAME = "ContactPicture.jpg";

  private ContactMessage() {}

  /** Writes the message and returns what the folder's table is to say of it. */
  static List<Property> write(
      NdbWriter ndb, int nid, int folder, List<Property> properties, @Nullable PstPhoto photo)
      throws IOException {
    List<Subnode> subnodes = new ArrayList<>();
    subnodes.add(subnode(Nid.RECIPIENT_TABLE, TableWriter.empty(ndb, TableLayout.RECIPIENTS)));
    if (photo != null) {
      attach(ndb, photo, subnodes);
    }
    DataTree message = PropertyListWriter.write(ndb, properties, subnodes, ContactMessage::size);
    ndb.node(nid, message.data(), message.subnodes(), folder);
    List<Property> row = new ArrayList<>(properties);
    row.addAll(size(message.bytes()));
    return row;
  }

  private static List<Property> size(long bytes) {
    return List.of(Property.int32(SIZE, (int) Math.min(bytes, Integer.MAX_VALUE)));
  }

  private static void attach(NdbWriter ndb, PstPhoto photo, List<Subnode> subnodes)
      throws IOException {
    List<Property> properties = attachment(photo);
    subnodes.add(subnode(PHOTO, PropertyListWriter.write(ndb, properties)));
    TableWriter table = new TableWriter(ndb, TableLayout.ATTACHMENTS);
    table.row(PHOTO, properties);
    subnodes.add(subnode(Nid.ATTACHMENT_TABLE, table.finish()));
  }

  private static List<Property> attachment(PstPhoto photo) {
    List<Property> properties = new ArrayList<>();
    properties.add(Property.int32(0x0E21, 0));
    properties.add(Property.binary(0x3701, photo.bytes()));
    properties.add(Property.string(0x3703, ".jpg"));
    properties.add(Property.string(0x3704, PHOTO_NAME));
    properties.add(Property.int32(0x3705, 1));
    properties.add(Property.string(0x3707, PHOTO_NAME));
    properties.add(Property.int32(0x370B, -1));
    properties.add(Property.string(0x370E, photo.mediaType()));
    properties.add(Property.flag(0x7FFE, true));
    properties.add(Property.flag(0x7FFF, true));
    long size = 4 + properties.stream().mapToLong(Property::bytes).sum();
    properties.add(Property.int32(ATTACHMENT_SIZE, (int) size));
    return properties;
  }

  private static Subnode subnode(int nid, DataTree tree) {
    return new Subnode(nid, tree.data(), tree.subnodes(), tree.bytes());
  }
}
