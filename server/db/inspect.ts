import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

export interface Inspection {
  postgres: string
  migrations: string[]
  tablesWithoutForcedRowSecurity: string[]
  /** What each table holds with its indexes, the largest first; rows as PostgreSQL estimates them. */
  tables: { name: string; rows: number; bytes: number }[]
  /** Settings that a promise of durability rests on. */
  durability: {
    fsync: string
    synchronousCommit: string
    fullPageWrites: string
    dataChecksums: string
    safe: boolean
  }
}

/** Returns what `dure doctor` says of a database, read as the owner. */
export async function inspect(db: Kysely<Schema>): Promise<Inspection> {
  const setting = async (name: string) => {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)
    return rows[0]?.value ?? 'unknown'
  }
  const bare = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')
      and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'
      and not (c.relrowsecurity and c.relforcerowsecurity)
    order by 1`.execute(db)
  const migrations = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const tables = await sql<Inspection['tables'][number]>`
    select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name,
      greatest(s.n_live_tup, 0)::float8 as rows, pg_total_relation_size(c.oid)::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_stat_all_tables s on s.relid = c.oid
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'pgboss') order by bytes desc, name`.execute(db)
  const durability = {
    fsync: await setting('fsync'),
    synchronousCommit: await setting('synchronous_commit'),
    fullPageWrites: await setting('full_page_writes'),
    dataChecksums: await setting('data_checksums'),
  }
  return {
    postgres: await setting('server_version'),
    migrations: migrations.rows.map(({ name }) => name),
    tables: tables.rows,
    tablesWithoutForcedRowSecurity: bare.rows.map(({ name }) => name),
    durability: {
      ...durability,
      safe:
        durability.fsync === 'on' &&
        durability.synchronousCommit !== 'off' &&
        durability.fullPageWrites === 'on',
    },
  }
}
