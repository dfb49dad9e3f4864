package dev.jeton.http;

import dev.jeton.session.Network;
import java.util.Optional;

/**
 * What one request holds, from its head on until it is answered or gone. Each connection has a
 * little that is its own and not counted, as much as the connection itself costs, so that requests
 * that are small and few touch nothing that is shared: what is not counted is bounded by the number
 * of connections. On the connection's event loop.
 */
final class Holding {
  private final Room room;
  private final Connection connection;
  private final Received received;
  private int own;
  private long shared;
  private Optional<Network> network = Optional.empty();

  Holding(Room room, Connection connection, Received received) {
    this.room = room;
    this.connection = connection;
    this.received = received;
  }

  /** Takes more octets, unless there is no room for them; then it holds what it held. */
  boolean grow(int octets) {
    if (connection.spares(octets)) {
      own += octets;
      return true;
    }
    if (network.isEmpty()) {
      network = Optional.of(Network.of(received.address()));
    }
    if (!room.enter(network.get(), received.isOfProxy(), octets)) {
      return false;
    }
    shared += octets;
    return true;
  }

  /** Gives all of it back, once or again. */
  void end() {
    connection.regains(own);
    own = 0;
    if (shared > 0) {
      room.leave(network.orElseThrow(), shared);
      shared = 0;
    }
  }
}
