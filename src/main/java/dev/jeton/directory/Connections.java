package dev.jeton.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.ServerSet;
import java.time.Duration;
import java.util.Optional;

/**
 * Connections that are kept open, all of them anybody's or nobody's. They are made when they are
 * needed, so that a directory that is down keeps no server from starting.
 */
final class Connections implements AutoCloseable {
  private static final long CHECKED_EVERY_MILLIS = 20_000;

  private final LDAPConnectionPool pool;

  /**
   * Makes them, without connecting.
   *
   * @param bind as whom the servers' connections are made, if as anybody
   * @param name for the threads that look after them
   * @param most as many are kept
   * @param age after which one is replaced
   */
  Connections(ServerSet servers, Optional<BindRequest> bind, String name, int most, Duration age)
      throws LDAPException {
    pool =
        new LDAPConnectionPool(servers, bind.orElse(null), 0, most, 1, null, false, new Answers());
    pool.setConnectionPoolName(name);
    pool.setMaxConnectionAgeMillis(age.toMillis());
    pool.setHealthCheckIntervalMillis(CHECKED_EVERY_MILLIS);
  }

  /** What is asked over a connection. */
  interface Question<T> {
    /**
     * Asks it.
     *
     * @throws LDAPException if there is no answer to go on with
     */
    T over(LDAPConnection connection) throws LDAPException;
  }

  /**
   * Asks, and once more over a new connection if the one at hand turns out to be broken: the server
   * may have been started anew since it was used last, or another one must take its place.
   */
  <T> T ask(Question<T> question) throws LDAPException {
    LDAPConnection connection = pool.getConnection();
    try {
      T answer = question.over(connection);
      pool.releaseConnection(connection);
      return answer;
    } catch (LDAPException e) {
      if (isAnswer(e.getResultCode())) {
        pool.releaseConnection(connection);
        throw e;
      }
      return again(pool.replaceDefunctConnection(connection), question);
    } catch (RuntimeException e) {
      pool.releaseDefunctConnection(connection);
      throw e;
    }
  }

  private <T> T again(LDAPConnection connection, Question<T> question) throws LDAPException {
    try {
      T answer = question.over(connection);
      pool.releaseConnection(connection);
      return answer;
    } catch (LDAPException e) {
      if (isAnswer(e.getResultCode())) {
        pool.releaseConnection(connection);
      } else {
        pool.releaseDefunctConnection(connection);
      }
      throw e;
    } catch (RuntimeException e) {
      pool.releaseDefunctConnection(connection);
      throw e;
    }
  }

  /** Whether a server said so, and could be asked more over the same connection. */
  static boolean isAnswer(ResultCode code) {
    return code.isConnectionUsable();
  }

  @Override
  public void close() {
    pool.close();
  }

  /**
   * A connection is good if the server answers at all: the root entry is read, which many servers
   * hide from strangers, and that is an answer too.
   */
  private static final class Answers extends LDAPConnectionPoolHealthCheck {
    @Override
    public void ensureNewConnectionValid(LDAPConnection connection) throws LDAPException {
      ping(connection);
    }

    @Override
    public void ensureConnectionValidForContinuedUse(LDAPConnection connection)
        throws LDAPException {
      ping(connection);
    }

    private static void ping(LDAPConnection connection) throws LDAPException {
      try {
        connection.search(new SearchRequest("", SearchScope.BASE, "(objectClass=*)", "1.1"));
      } catch (LDAPException e) {
        if (!isAnswer(e.getResultCode())) {
          throw e;
        }
      }
    }
  }
}
