package dev.jeton.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 by hand (RFC 9113, section 6), also those that no library would write. */
final class Frames {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /** The flag ACK of SETTINGS and PING. */
  static final int ACK = 1;

  static final int PROTOCOL_ERROR = 1;
  static final int ENHANCE_YOUR_CALM = 11;

  private Frames() {}

  /** One of them, as it came. */
  record Frame(int type, int flags, int stream, byte[] payload) {
    /** The error code of an RST_STREAM or a GOAWAY. */
    int error() {
      int at = type == GOAWAY ? 4 : 0;
      return java.nio.ByteBuffer.wrap(payload).getInt(at);
    }
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    int length = payload.length;
    frame.writeBytes(
        new byte[] {
          (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags
        });
    frame.writeBytes(number(stream));
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  static byte[] number(int number) {
    return new byte[] {
      (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
    };
  }

  /** The fields of a request for / of localhost. */
  static byte[] get() {
    return fields(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "localhost");
  }

  /**
   * Names and values in turn as HPACK writes them literally, up to 126 octets each (RFC 7541,
   * section 6.2.2).
   */
  static byte[] fields(String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      for (int j = i; j < i + 2; j++) {
        byte[] text = namesAndValues[j].getBytes(StandardCharsets.ISO_8859_1);
        if (text.length > 126) {
          throw new IllegalArgumentException("too long to be written so: " + text.length);
        }
        block.write(text.length);
        block.writeBytes(text);
      }
    }
    return block.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
