package dev.jeton.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A stream that knows how much of it was read. */
public final class CountedInput extends FilterInputStream {
  private final AtomicLong count = new AtomicLong();

  public CountedInput(InputStream from) {
    super(from);
  }

  public long count() {
    return count.get();
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    count.addAndGet(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int octets = super.read(into, from, length);
    count.addAndGet(Math.max(0, octets));
    return octets;
  }
}
