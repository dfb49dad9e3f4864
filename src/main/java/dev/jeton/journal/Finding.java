package dev.jeton.journal;

/**
 * Where the trail is not as it was written.
 *
 * @param file its name
 * @param line the line within the file, from 1 on
 * @param what what is wrong there, in a sentence without an end
 */
public record Finding(String file, long line, String what) {}
