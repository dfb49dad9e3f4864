package dev.jeton.store.embedded;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * RocksDB's settings: memory, open files and the log to replay at the start are bounded, for a
 * machine of two cores and many small records.
 */
final class Tuning implements AutoCloseable {
  private static final long MIB = 1 << 20;

  /** Small, since what was read of sessions is kept apart, and the system keeps the files. */
  private static final long READ_CACHE = 32 * MIB;

  /**
   * Into how few parts the cache falls, as a power of two: by itself it would make 64, in which the
   * filter of one large file has no room and is read anew at each look.
   */
  private static final int READ_CACHE_PARTS = 2;

  /**
   * The share of it from which what sessions leave, each read once, never drives filters and
   * indexes.
   */
  private static final double READ_CACHE_FOR_FILTERS = 0.8;

  private static final long ALL_WRITE_BUFFERS = 64 * MIB;
  private static final long WRITE_BUFFER = 16 * MIB;

  /** What a start after a crash replays at the most. */
  private static final long REPLAYED_LOG = 32 * MIB;

  private static final long TABLE_FILE = 32 * MIB;
  private static final long DIAGNOSTIC_LOG = MIB;
  private static final int OPEN_FILES = 256;
  private static final int BACKGROUND_JOBS = 2;

  /** One false positive in a hundred: tokens that were never issued cost no read. */
  private static final int FILTER_BITS_PER_KEY = 10;

  /** The share of a write buffer that does the same for what is still in memory. */
  private static final double WRITE_BUFFER_FILTER = 0.02;

  /** In which much is looked for that is not there. */
  private static final Set<Family> ASKED = EnumSet.of(Family.LIVE, Family.GONE, Family.PROOFS);

  private static final Set<Family> WALKED =
      EnumSet.of(Family.BY_ACCOUNT, Family.DEADLINES, Family.REMEMBERED, Family.STALE);

  private final Cache cache =
      new LRUCache(READ_CACHE, READ_CACHE_PARTS, false, READ_CACHE_FOR_FILTERS);
  private final Filter filter = new BloomFilter(FILTER_BITS_PER_KEY);
  private final ColumnFamilyOptions family = family(tables().setFilterPolicy(filter));

  /**
   * Of indexes, in which no single key is looked for: what is rarely read is packed closer, by a
   * fifth.
   */
  private final ColumnFamilyOptions walked =
      family(tables()).setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);

  /** Their write buffers have filters too, which take memory. */
  private final ColumnFamilyOptions asked =
      family(tables().setFilterPolicy(filter))
          .setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER)
          .setMemtableWholeKeyFiltering(true);

  /**
   * Filters and indexes are read in parts of some kilobytes: of ten million keys, what is asked
   * for.
   */
  private BlockBasedTableConfig tables() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setCacheIndexAndFilterBlocks(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }

  private static ColumnFamilyOptions family(BlockBasedTableConfig tables) {
    return new ColumnFamilyOptions()
        .setWriteBufferSize(WRITE_BUFFER)
        .setTargetFileSizeBase(TABLE_FILE)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setTableFormatConfig(tables);
  }

  /** A torn last record was never acknowledged; damage anywhere else is not ours to skip. */
  final DBOptions database =
      new DBOptions()
          .setCreateIfMissing(true)
          .setCreateMissingColumnFamilies(true)
          .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
          .setDbWriteBufferSize(ALL_WRITE_BUFFERS)
          .setMaxTotalWalSize(REPLAYED_LOG)
          .setMaxOpenFiles(OPEN_FILES)
          .setMaxBackgroundJobs(BACKGROUND_JOBS)
          .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
          .setMaxLogFileSize(DIAGNOSTIC_LOG)
          .setKeepLogFileNum(2)
          .setStatsDumpPeriodSec(0);

  /** Of what memory tells: whatever would have to be read from the disk is an error instead. */
  final ReadOptions inMemory = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);

  final WriteOptions synced = new WriteOptions().setSync(true);
  final WriteOptions unsynced = new WriteOptions();

  /** Every family, in the order of the enum. */
  List<ColumnFamilyDescriptor> families() {
    return Arrays.stream(Family.values())
        .map(each -> new ColumnFamilyDescriptor(each.onDisk(), options(each)))
        .toList();
  }

  private ColumnFamilyOptions options(Family each) {
    if (ASKED.contains(each)) {
      return asked;
    }
    return WALKED.contains(each) ? walked : family;
  }

  @Override
  public void close() {
    List.of(inMemory, synced, unsynced, database, asked, walked, family, filter, cache)
        .forEach(RocksObject::close);
  }
}
