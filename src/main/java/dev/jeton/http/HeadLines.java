package dev.jeton.http;

import io.netty.buffer.ByteBuf;

/**
 * Looks over the octets of a request's head before they are decoded, for what the decoder would
 * forgive: a request line of other than three words, control octets in it, folded fields (RFC 9112,
 * sections 3 and 5.2). Two servers that forgive differently see two different requests.
 */
final class HeadLines {
  private boolean inFields;

  /** The next octets belong to another request. */
  void reset() {
    inFields = false;
  }

  /**
   * Looks over what has arrived and is not decoded yet; the decoder takes whole lines only.
   *
   * @return whether it may be decoded
   */
  boolean admit(ByteBuf in) {
    int end = in.writerIndex();
    int line = in.readerIndex();
    if (!inFields) {
      line = afterEmptyLines(in, line, end);
      int stop = line == end ? -1 : in.indexOf(line, end, (byte) '\n');
      if (stop < 0) {
        return true;
      }
      if (!isRequestLine(in, line, stop)) {
        return false;
      }
      inFields = true;
      line = stop + 1;
    }
    while (line < end) {
      byte first = in.getByte(line);
      if (first == ' ' || first == '\t') {
        return false;
      }
      if (first == '\r' || first == '\n') {
        return true; // the end of the head
      }
      int stop = in.indexOf(line, end, (byte) '\n');
      if (stop < 0) {
        return true;
      }
      line = stop + 1;
    }
    return true;
  }

  /** Old clients end a body with a line break too many (RFC 9112, section 2.2). */
  private static int afterEmptyLines(ByteBuf in, int from, int end) {
    int i = from;
    while (i < end && (in.getByte(i) == '\r' || in.getByte(i) == '\n')) {
      i++;
    }
    return i;
  }

  private static boolean isRequestLine(ByteBuf in, int from, int lineFeed) {
    int end = lineFeed > from && in.getByte(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
    byte[] line = new byte[end - from];
    in.getBytes(from, line); // the buffer looks at its bounds for each octet that is asked of it
    int blanks = 0;
    byte before = ' ';
    for (byte octet : line) {
      if (octet == ' ') {
        if (before == ' ') {
          return false;
        }
        blanks++;
      } else if (octet >= 0 && octet < ' ' || octet == 0x7f) {
        return false;
      }
      before = octet;
    }
    return blanks == 2 && before != ' ';
  }
}
