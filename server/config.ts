import { relative, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { MailSettings } from './lib/mail.ts'

/** Holds what the environment says, parsed once at the start of a program. */
export type Config = {
  /** TCP port of the web server; 0 takes a free one. */
  port: number
  /** Address to listen on. Only this machine by default: a proxy with TLS stands in front, and where it is not on
   * this machine, HOST says so explicitly. PUBLIC_URL alone never opens a port to the network. */
  host: string
  /** Absolute path of the folder with the embedded database and its lock. */
  dataDir: string
  /** Absolute path of the keystore: beside the data folder, meant for another volume, and never inside. */
  keyFile: string
  /** A PostgreSQL server of one's own; absent, the embedded one is used. */
  database: { appUrl: string; ownerUrl: string } | undefined
  /** Origin under which people reach Dure, without a slash at the end. */
  publicUrl: string
  /** PUBLIC_URL says so; else it is guessed from the port. */
  isPublicUrlGiven: boolean
  /** Proxies whose X-Forwarded-For is believed: addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal. */
  trustedProxies: string[]
  /** How many times the usual quotas of requests a person has. */
  quotaFactor: number
  /** A mail server of one's own; absent, no e-mail is sent. */
  mail: MailSettings | undefined
  logLevel: (typeof logLevels)[number]
}

/** The environment is not acceptable. The message has one sentence a variable and never repeats a secret. */
export class ConfigError extends Error {
  constructor(sentences: string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigError'
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** Names that Express knows for networks of a machine or a company. */
const networkNames = ['loopback', 'linklocal', 'uniquelocal']
const portSentence = 'PORT must be a whole number from 0 to 65535.'

const postgresUrl = (name: string) =>
  z
    .string()
    .optional()
    .refine((value) => value === undefined || /^postgres(ql)?:$/.test(parseUrl(value)?.protocol ?? ''), {
      error: `${name} must be a PostgreSQL address such as postgresql://user:password@host:5432/dure.`,
    })

/** An address alone, or after a name in angle brackets. */
const senderPattern = /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/

const environment = z
  .object({
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, portSentence)
      .transform(Number)
      .pipe(z.number().max(65_535, portSentence))
      .default(3000),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'HOST must be an address or a host name, such as 127.0.0.1 or 0.0.0.0.')
      .default('127.0.0.1'),
    DATA_DIR: z.string().default('.dure'),
    APP_KEY_FILE: z.string().optional(),
    DATABASE_URL: postgresUrl('DATABASE_URL'),
    DATABASE_OWNER_URL: postgresUrl('DATABASE_OWNER_URL'),
    TRUSTED_PROXIES: z.string().default('').transform(listOf).refine(areNetworks, {
      error:
        'TRUSTED_PROXIES must list addresses or networks such as 127.0.0.1, 10.0.0.0/8, or loopback, linklocal or uniquelocal.',
    }),
    PUBLIC_URL: z.string().optional().superRefine(refusePublicUrl),
    SMTP_URL: z
      .string()
      .optional()
      .refine((value) => value === undefined || isSmtpUrl(value), {
        error:
          'SMTP_URL must be a mail server such as smtp://user:password@mail.example.com:587 or smtps://mail.example.com.',
      }),
    MAIL_FROM: z
      .string()
      .regex(
        senderPattern,
        'MAIL_FROM must be an address, or a name and an address: Dure <dure@example.com>.',
      )
      .optional(),
    QUOTA_FACTOR: z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'QUOTA_FACTOR must be a whole number from 1 to 999999.')
      .transform(Number)
      .default(1),
    LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`).default('info'),
  })
  .superRefine(({ DATA_DIR, APP_KEY_FILE }, context) => {
    if (APP_KEY_FILE === undefined || relative(resolve(DATA_DIR), resolve(APP_KEY_FILE)).startsWith('..'))
      return
    context.addIssue({
      code: 'custom',
      message: `APP_KEY_FILE must not lie in DATA_DIR (${resolve(DATA_DIR)}): whoever copies that folder would have the answers and the keys to them.`,
    })
  })
  .superRefine((env, context) => {
    if ((env.DATABASE_URL === undefined) === (env.DATABASE_OWNER_URL === undefined)) return
    const [given, missing] = env.DATABASE_URL
      ? ['DATABASE_URL', 'DATABASE_OWNER_URL']
      : ['DATABASE_OWNER_URL', 'DATABASE_URL']
    context.addIssue({
      code: 'custom',
      message: `${missing} is missing: ${given} is set, and the application (DATABASE_URL) and the owner of the tables (DATABASE_OWNER_URL) sign in as two roles.`,
    })
  })
  .superRefine(({ SMTP_URL, MAIL_FROM }, context) => {
    if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return
    const [given, missing] = SMTP_URL ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL']
    context.addIssue({
      code: 'custom',
      message: `${missing} is missing: ${given} is set, and e-mail needs both the server (SMTP_URL) and the sender (MAIL_FROM).`,
    })
  })

/**
 * Reads PORT, HOST, DATA_DIR, APP_KEY_FILE, DATABASE_URL, DATABASE_OWNER_URL, TRUSTED_PROXIES, PUBLIC_URL, SMTP_URL,
 * MAIL_FROM, QUOTA_FACTOR and LOG_LEVEL. An empty variable counts as absent.
 * @throws ConfigError naming every variable that is not acceptable.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message))
  const { PORT, HOST, DATA_DIR, APP_KEY_FILE, DATABASE_URL, DATABASE_OWNER_URL, PUBLIC_URL } = parsed.data
  const { TRUSTED_PROXIES, QUOTA_FACTOR, LOG_LEVEL, SMTP_URL, MAIL_FROM } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    keyFile: resolve(APP_KEY_FILE ?? `${resolve(DATA_DIR)}.keys`),
    database:
      DATABASE_URL && DATABASE_OWNER_URL ? { appUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } : undefined,
    publicUrl: PUBLIC_URL ? new URL(PUBLIC_URL).origin : `http://localhost:${PORT}`,
    isPublicUrlGiven: PUBLIC_URL !== undefined,
    trustedProxies: TRUSTED_PROXIES,
    quotaFactor: QUOTA_FACTOR,
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined,
    logLevel: LOG_LEVEL,
  }
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function areNetworks(networks: string[]): boolean {
  return networks.every(
    (network) => networkNames.includes(network) || ipaddr.isValid(network) || ipaddr.isValidCIDR(network),
  )
}

function refusePublicUrl(value: string | undefined, context: z.RefinementCtx): void {
  if (value === undefined) return
  const url = parseUrl(value)
  const refuse = (message: string) => context.addIssue({ code: 'custom', message })
  if (!url || !/^https?:$/.test(url.protocol)) {
    refuse('PUBLIC_URL must be a web address such as https://dure.example.com.')
  } else if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    refuse('PUBLIC_URL must be only a scheme, a host and a port, without a path, query or sign-in.')
  } else if (url.protocol === 'http:' && !['localhost', '127.0.0.1'].includes(url.hostname)) {
    refuse(
      'PUBLIC_URL must be https except on localhost and 127.0.0.1: without it a phone cannot install Dure or keep a sign-in.',
    )
  }
}

function isSmtpUrl(value: string): boolean {
  const url = parseUrl(value)
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
}

function parseUrl(value: string): URL | undefined {
  return URL.parse(value) ?? undefined
}
