package dev.jeton.account.hash;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import de.mkammerer.argon2.jna.Argon2Library;
import de.mkammerer.argon2.jna.Argon2_context;
import de.mkammerer.argon2.jna.Argon2_type;
import de.mkammerer.argon2.jna.Argon2_version;
import de.mkammerer.argon2.jna.JnaUint32;
import de.mkammerer.argon2.jna.Size_t;
import dev.jeton.secret.Secret;
import java.util.Arrays;

/**
 * The reference library, computing in memory that its thread keeps for the next hash; the library
 * wipes it after each. Taken from malloc and given back each time, it went back to the system at
 * times, which then had to find and clear thousands of pages for each hash.
 */
final class NativeArgon2 implements Argon2 {
  /** What a thread keeps at the most, in octets; an imported hash may need a gibibyte, once. */
  private static final long MOST_KEPT = 64 * 1024 * 1024;

  private static final int KIB = 1024;

  private final ThreadLocal<Room> rooms = ThreadLocal.withInitial(Room::new);

  /** A thread's memory; the library asks for it and gives it back through two functions. */
  private static final class Room {
    private Memory memory = new Memory(KIB);

    // What they point to lives as long as these.
    private final Allocate allocate =
        (place, _) -> {
          place.setPointer(0, memory);
          return Argon2Library.ARGON2_OK;
        };
    private final Free free = (_, _) -> {};

    private final Pointer allocating = CallbackReference.getFunctionPointer(allocate);
    private final Pointer freeing = CallbackReference.getFunctionPointer(free);

    /** Makes it so large at least, in octets. */
    void fit(long octets) {
      if (memory.size() < octets) {
        var larger = new Memory(octets); // if there is none, the old one serves on
        memory.close();
        memory = larger;
      }
    }

    /** Gives back what is too much to keep. */
    void shrink() {
      if (memory.size() > MOST_KEPT) {
        memory.close();
        memory = new Memory(KIB);
      }
    }
  }

  /** {@code int (*allocate_fptr)(uint8_t **memory, size_t bytes_to_allocate)} of argon2.h. */
  @FunctionalInterface
  interface Allocate extends Callback {
    int invoke(Pointer place, Size_t octets);
  }

  /** {@code void (*deallocate_fptr)(uint8_t *memory, size_t bytes_to_allocate)} of argon2.h. */
  @FunctionalInterface
  interface Free extends Callback {
    void invoke(Pointer memory, Size_t octets);
  }

  @Override
  public byte[] compute(Secret password, Argon2Scheme scheme) {
    Room room = rooms.get();
    room.fit((long) scheme.memory() * KIB);
    byte[] octets = password.revealOctets();
    try (Memory given = copied(octets);
        Memory salt = copied(scheme.salt());
        Memory hash = new Memory(scheme.length())) {
      var context = new Argon2_context.ByReference();
      context.out = hash;
      context.outlen = new JnaUint32(scheme.length());
      context.pwd = given;
      context.pwdlen = new JnaUint32(octets.length);
      context.salt = salt;
      context.saltlen = new JnaUint32(scheme.salt().length);
      context.t_cost = new JnaUint32(scheme.iterations());
      context.m_cost = new JnaUint32(scheme.memory());
      context.lanes = new JnaUint32(scheme.parallelism());
      context.threads = new JnaUint32(scheme.parallelism());
      context.version = new Argon2_version(scheme.version());
      context.allocate_cbk = room.allocating;
      context.free_cbk = room.freeing;
      int code = Argon2Library.INSTANCE.argon2_ctx(context, type(scheme.type()));
      given.clear();
      if (code != Argon2Library.ARGON2_OK) {
        throw new IllegalStateException(Argon2Library.INSTANCE.argon2_error_message(code));
      }
      return hash.getByteArray(0, scheme.length());
    } finally {
      Arrays.fill(octets, (byte) 0);
      room.shrink();
    }
  }

  private static Memory copied(byte[] octets) {
    var memory = new Memory(Math.max(1, octets.length)); // JNA has none of no octets
    memory.write(0, octets, 0, octets.length);
    return memory;
  }

  private static Argon2_type type(Argon2Scheme.Type type) {
    return new Argon2_type(
        switch (type) { // argon2.h's enum
          case D -> 0;
          case I -> 1;
          case ID -> 2;
        });
  }
}
