package io.rollcall.report;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mail.javamail.MimeMessageHelper;

/** A stored mail in the form that travels. */
final class MailMessage extends MimeMessage {

  static final String WORKBOOK_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final String messageId;
  private final BooleanSupplier inTime;

  private MailMessage(Session session, String messageId, BooleanSupplier inTime)
      throws MessagingException {
    super(session);
    this.messageId = messageId;
    this.inTime = inTime;
    updateMessageID();
  }

  /**
   * @param inTime false keeps the mail from being sent, as late as before the end of its content
   */
  static MimeMessage of(StoredMail mail, String from, Session session, BooleanSupplier inTime)
      throws MessagingException {
    var message = new MailMessage(session, mail.messageId(), inTime);
    var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
    helper.setFrom(Recipients.parse(from));
    helper.setTo(Recipients.parseAll(mail.pending()));
    helper.setSubject(OneLine.of(mail.subject(), 255));
    helper.setSentDate(Date.from(mail.createdAt()));
    // RFC 3834: keeps out-of-office programs from answering.
    message.setHeader("Auto-Submitted", "auto-generated");
    Path workbook = mail.attachmentPath() == null ? null : Path.of(mail.attachmentPath());
    if (workbook == null || mail.attachmentName() == null) {
      helper.setText(mail.text(), mail.html());
    } else if (Files.isReadable(workbook)) {
      helper.setText(mail.text(), mail.html());
      helper.addAttachment(mail.attachmentName(), new FileSystemResource(workbook), WORKBOOK_TYPE);
    } else {
      String note =
          "The workbook is no longer at "
              + workbook
              + ". To write it again, type: scripts/rollcall report "
              + mail.runId();
      helper.setText(mail.text() + "\n" + note + "\n", MailBody.withNote(mail.html(), note));
    }
    return message;
  }

  /** Jakarta Mail would make up another id with each {@code saveChanges}. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  /** Called when the server wants the content. A failure hangs up without the end of the mail. */
  @Override
  public void writeTo(OutputStream out, String @Nullable [] ignoreList)
      throws IOException, MessagingException {
    requireInTime();
    super.writeTo(out, ignoreList);
    requireInTime();
  }

  private void requireInTime() throws IOException {
    if (!inTime.getAsBoolean()) {
      throw new IOException("the mail server took too long to come to the end of the mail");
    }
  }
}
