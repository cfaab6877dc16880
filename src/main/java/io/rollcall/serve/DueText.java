package io.rollcall.serve;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link Due} as text; the library's default, Java serialization, binds it to a class. */
final class DueText implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object due) {
    return due == null ? null : ((Due) due).text().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] text) {
    return text == null ? null : type.cast(Due.parse(new String(text, StandardCharsets.UTF_8)));
  }
}
