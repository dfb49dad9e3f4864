package dev.jeton.config;

import java.util.List;

/**
 * The keys of one feature.
 *
 * @param title for the reference page
 */
record Section(String title, List<Key<?>> keys) {}
