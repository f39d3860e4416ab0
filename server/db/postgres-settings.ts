/** Settings by their PostgreSQL names. */
export type PostgresSettings = Record<string, string>

/** Bytes that a Unix socket's path may have, the shortest limit among the systems that matter (macOS: 104). */
const socketPathLimit = 103

/**
 * Settings of the embedded server: a machine of two cores that also runs Dure, and no acknowledged write lost. Its log
 * holds what the server itself has to say and no statement or value, because those can be private.
 */
const embedded: PostgresSettings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Nothing replicates from the embedded server.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  work_mem: '8MB',
  max_parallel_workers_per_gather: '1',
  random_page_cost: '1.1',
  jit: 'off',
  // Audits only ever arrive: vacuum early after inserts, so that index-only scans find a fresh visibility map.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_insert_threshold: '1000',
  autovacuum_vacuum_insert_scale_factor: '0.02',
  autovacuum_analyze_scale_factor: '0.02',
  // A statement whose Dure was killed ends too.
  client_connection_check_interval: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** Where a server listens: on loopback TCP, and on a Unix socket in its data directory where `socket` is set. */
export type Listening = {
  cluster: string
  port: number
  socket: boolean
  /** False where another program took the port: the socket, which is named by it, is enough. */
  tcp: boolean
}

/** A Unix socket answers a small statement in two thirds of the time of loopback TCP. */
export function socketPossible(cluster: string): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(`${cluster}/.s.PGSQL.65535`) <= socketPathLimit
}

/** The server's arguments; `overrides` win over the settings of the house. */
export function postgresArguments(listening: Listening, overrides: PostgresSettings): string[] {
  const { cluster, port, socket, tcp } = listening
  const settings = {
    ...embedded,
    ...overrides,
    listen_addresses: tcp ? '127.0.0.1' : '',
    port: String(port),
    unix_socket_permissions: '0700',
    unix_socket_directories: socket ? `"${cluster.replaceAll('"', '""')}"` : '',
  }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

export function connectionUrl(
  listening: Listening,
  role: string,
  options: { password: string; database: string },
): string {
  const url = new URL(`postgresql://127.0.0.1:${listening.port}/${options.database}`)
  url.username = role
  url.password = options.password
  if (listening.socket) url.searchParams.set('host', listening.cluster)
  return url.href
}
