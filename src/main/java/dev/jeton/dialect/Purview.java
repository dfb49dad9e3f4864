package dev.jeton.dialect;

/** Whose a request for one of a vendor's operations is, where a backend serves the others. */
public enum Purview {
  /** Ours: an operation of the session, or what the dialect refuses by itself. */
  OURS,
  /** The backend's. */
  THEIRS,
  /** For a description of all operations, which the backend's own tells whole. */
  DESCRIPTION,
  /** Not to be told from as much as is there. */
  UNTOLD
}
