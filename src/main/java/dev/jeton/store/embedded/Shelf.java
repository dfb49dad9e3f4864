package dev.jeton.store.embedded;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Records of sessions by id in bounded memory outside the Java heap, where they cost the collector
 * nothing and hardly more than their octets. It is filled chunk by chunk, those first in which
 * nothing is left; when there is room for no other chunk, the oldest is filled anew, and of what
 * was in it that which was asked for meanwhile stays. For one thread at a time.
 */
final class Shelf {
  /** Places are counted in an int. */
  static final long MOST_OCTETS = 1L << 30;

  private static final int NONE = -1;
  private static final int FEWEST_HEADS = 64;

  /**
   * Of an entry: where the next of its chain is, its id, what it is, its length; then its record.
   */
  private static final int NEXT = 0;

  private static final int ID = 4;
  private static final int MARKS = ID + SessionRecord.ID_OCTETS;
  private static final int LENGTH = MARKS + 1;
  private static final int RECORD = LENGTH + 4;

  /** What is marked of an entry. */
  private static final int LIVE = 1;

  private static final int ASKED_FOR = 2;
  private static final int REMOVED = 4;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfByte OCTET = ValueLayout.JAVA_BYTE;

  private final int chunkOctets;
  private final MemorySegment[] chunks;

  /** How far each chunk is filled. */
  private final int[] filled;

  /** How many entries of each chunk have not left it. */
  private final int[] left;

  /** When each chunk was last begun, counted in turns. */
  private final long[] begun;

  private long turns;

  private int[] heads = new int[FEWEST_HEADS];
  private int entries;
  private int current;

  /**
   * Makes an empty one, which takes memory as it is filled.
   *
   * @param most how many octets of memory it takes at the most, up to {@link #MOST_OCTETS}; four to
   *     eight for each entry come on top
   * @param chunkOctets of each part of it; a record that has no room in one is not kept
   */
  Shelf(long most, int chunkOctets) {
    this.chunkOctets = chunkOctets;
    chunks = new MemorySegment[Math.toIntExact(most / chunkOctets)];
    filled = new int[chunks.length];
    left = new int[chunks.length];
    begun = new long[chunks.length];
    clear();
  }

  Optional<StoredSession> find(byte[] id) {
    int at = seek(id);
    if (at == NONE) {
      return Optional.empty();
    }
    mark(at, ASKED_FOR);
    byte[] octets = new byte[chunk(at).get(INT, offset(at) + LENGTH)];
    MemorySegment.copy(chunk(at), OCTET, offset(at) + RECORD, octets, 0, octets.length);
    return Optional.of(new StoredSession(is(at, LIVE), octets));
  }

  /** Puts a record in its former self's place, or beside the others. */
  void put(byte[] id, StoredSession session) {
    remove(id);
    int octets = RECORD + session.octets().length;
    if (octets > chunkOctets || chunks.length == 0) {
      return;
    }
    while (filled[current] + octets > chunkOctets) {
      turn();
    }
    append(id, session, 0);
  }

  void remove(byte[] id) {
    int at = seek(id);
    if (at != NONE) {
      unlink(at);
    }
  }

  /** Forgets all; the memory that it took serves what comes. */
  void clear() {
    Arrays.fill(heads, NONE);
    Arrays.fill(filled, 0);
    Arrays.fill(left, 0);
    entries = 0;
    current = 0;
  }

  int entries() {
    return entries;
  }

  private void append(byte[] id, StoredSession session, int marks) {
    if (chunks[current] == null) {
      chunks[current] = Arena.ofAuto().allocate(chunkOctets);
    }
    if (entries >= heads.length) {
      spread();
    }
    int offset = filled[current];
    MemorySegment chunk = chunks[current];
    MemorySegment.copy(id, 0, chunk, OCTET, offset + ID, id.length);
    chunk.set(OCTET, offset + MARKS, (byte) (marks | (session.live() ? LIVE : 0)));
    chunk.set(INT, offset + LENGTH, session.octets().length);
    MemorySegment.copy(session.octets(), 0, chunk, OCTET, offset + RECORD, session.octets().length);
    filled[current] += RECORD + session.octets().length;
    link(current * chunkOctets + offset);
  }

  /** Goes on to another chunk; what was asked for in it stays if that is no more than half. */
  private void turn() {
    current = nextChunk();
    begun[current] = ++turns;
    if (left[current] == 0) {
      filled[current] = 0;
      return;
    }
    byte[] former = chunks[current].asSlice(0, filled[current]).toArray(OCTET);
    var from = ByteBuffer.wrap(former).order(ByteOrder.nativeOrder());
    for (int offset = 0; offset < former.length; offset += RECORD + from.getInt(offset + LENGTH)) {
      if ((former[offset + MARKS] & REMOVED) == 0) {
        unlink(current * chunkOctets + offset);
      }
    }
    filled[current] = 0;
    for (int offset = 0; offset < former.length; offset += RECORD + from.getInt(offset + LENGTH)) {
      int marks = former[offset + MARKS];
      int length = from.getInt(offset + LENGTH);
      if ((marks & REMOVED) == 0
          && (marks & ASKED_FOR) != 0
          && filled[current] + RECORD + length <= chunkOctets / 2) {
        append(
            Arrays.copyOfRange(former, offset + ID, offset + MARKS),
            new StoredSession(
                (marks & LIVE) != 0,
                Arrays.copyOfRange(former, offset + RECORD, offset + RECORD + length)),
            0);
      }
    }
  }

  private int nextChunk() {
    int next = 0;
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i] == null || left[i] == 0) {
        return i; // they are taken in order, so that those in use come before those that are not
      }
      next = begun[i] < begun[next] ? i : next;
    }
    return next;
  }

  private int seek(byte[] id) {
    for (int at = heads[head(id)]; at != NONE; at = next(at)) {
      MemorySegment chunk = chunk(at);
      long from = offset(at) + (long) ID;
      int i = 0;
      while (i < id.length && chunk.get(OCTET, from + i) == id[i]) {
        i++;
      }
      if (i == id.length) {
        return at;
      }
    }
    return NONE;
  }

  private void link(int at) {
    int head = head(id(at));
    chunk(at).set(INT, offset(at) + NEXT, heads[head]);
    heads[head] = at;
    left[at / chunkOctets]++;
    entries++;
  }

  private void unlink(int at) {
    int head = head(id(at));
    if (heads[head] == at) {
      heads[head] = next(at);
    } else {
      int before = heads[head];
      while (next(before) != at) {
        before = next(before);
      }
      chunk(before).set(INT, offset(before) + NEXT, next(at));
    }
    mark(at, REMOVED);
    left[at / chunkOctets]--;
    entries--;
  }

  /** Doubles the heads, so that chains stay short. */
  private void spread() {
    int[] former = heads;
    heads = new int[former.length * 2];
    Arrays.fill(heads, NONE);
    Arrays.fill(left, 0);
    entries = 0;
    for (int first : former) {
      int at = first;
      while (at != NONE) {
        int next = next(at);
        link(at);
        at = next;
      }
    }
  }

  /** Ids are octets of a MAC, and spread evenly; the first of them chose this shelf already. */
  private int head(byte[] id) {
    int last = (id[8] & 0xFF) << 24 | (id[9] & 0xFF) << 16 | (id[10] & 0xFF) << 8 | id[11] & 0xFF;
    return last & heads.length - 1;
  }

  private byte[] id(int at) {
    byte[] id = new byte[SessionRecord.ID_OCTETS];
    MemorySegment.copy(chunk(at), OCTET, offset(at) + ID, id, 0, id.length);
    return id;
  }

  private int next(int at) {
    return chunk(at).get(INT, offset(at) + NEXT);
  }

  private boolean is(int at, int mark) {
    return (chunk(at).get(OCTET, offset(at) + MARKS) & mark) != 0;
  }

  private void mark(int at, int mark) {
    byte marks = chunk(at).get(OCTET, offset(at) + MARKS);
    chunk(at).set(OCTET, offset(at) + MARKS, (byte) (marks | mark));
  }

  private MemorySegment chunk(int at) {
    return chunks[at / chunkOctets];
  }

  private int offset(int at) {
    return at % chunkOctets;
  }
}
