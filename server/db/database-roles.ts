import type pg from 'pg'

export const databaseName = 'dure'
export const ownerRole = 'dure_owner'
export const appRole = 'dure_app'

export type RolePasswords = Record<typeof ownerRole | typeof appRole, string>

/** Makes what is missing of the two sign-in roles and the database. Neither role can pass by row-level security. */
export async function ensureRolesAndDatabase(superuser: pg.Client, passwords: RolePasswords): Promise<void> {
  for (const role of [ownerRole, appRole] as const) {
    const { rowCount } = await superuser.query('select from pg_roles where rolname = $1', [role])
    if (rowCount) continue
    await superuser.query(
      `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication
       password ${superuser.escapeLiteral(passwords[role])}`,
    )
  }
  const { rowCount } = await superuser.query('select from pg_database where datname = $1', [databaseName])
  if (!rowCount) await createDatabase(superuser, { name: databaseName, owner: ownerRole })
  await allowConnect(superuser, { name: databaseName, role: appRole })
}

/** Makes a database; names are identifiers, not SQL. */
export async function createDatabase(
  client: pg.Client,
  options: { name: string; owner: string; template?: string },
): Promise<void> {
  const { name, owner, template = 'template0' } = options
  // Copying the files of a small template takes a fifth of the time that logging its pages takes.
  const strategy = options.template ? 'file_copy' : 'wal_log'
  await client.query(
    `create database ${client.escapeIdentifier(name)} owner ${client.escapeIdentifier(owner)}
     template ${client.escapeIdentifier(template)} encoding 'UTF8' strategy ${strategy}`,
  )
}

/** Only the role and the database's owner may connect. A database's own grants do not travel with a template. */
export async function allowConnect(
  client: pg.Client,
  options: { name: string; role: string },
): Promise<void> {
  const database = client.escapeIdentifier(options.name)
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${client.escapeIdentifier(options.role)}`)
}
