import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('readConfig', () => {
  test('an empty environment gives a Dure for this machine only, on the embedded database', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: ' ' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('.dure'),
      keyFile: resolve('.dure.keys'),
      database: undefined,
      publicUrl: 'http://localhost:3000',
      isPublicUrlGiven: false,
      trustedProxies: [],
      quotaFactor: 1,
      mail: undefined,
      logLevel: 'info',
    })
  })

  test('reads every variable', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/dure',
      APP_KEY_FILE: '/keys/dure',
      DATABASE_URL: 'postgres://app:a@db/dure',
      DATABASE_OWNER_URL: 'postgresql://owner:b@db/dure',
      TRUSTED_PROXIES: '127.0.0.1, ::1 10.0.0.0/8,uniquelocal',
      PUBLIC_URL: 'https://dure.example.com/',
      QUOTA_FACTOR: '20',
      SMTP_URL: 'smtps://dure:word@mail.example.com',
      MAIL_FROM: 'Dure <dure@example.com>',
      LOG_LEVEL: 'debug',
    })
    expect(config).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/srv/dure',
      keyFile: '/keys/dure',
      database: { appUrl: 'postgres://app:a@db/dure', ownerUrl: 'postgresql://owner:b@db/dure' },
      publicUrl: 'https://dure.example.com',
      isPublicUrlGiven: true,
      trustedProxies: ['127.0.0.1', '::1', '10.0.0.0/8', 'uniquelocal'],
      quotaFactor: 20,
      mail: { url: 'smtps://dure:word@mail.example.com', from: 'Dure <dure@example.com>' },
      logLevel: 'debug',
    })
  })

  test.each([
    [{ PORT: '65536' }, 'PORT must'],
    [{ PORT: 'http' }, 'PORT must'],
    [{ QUOTA_FACTOR: '0' }, 'QUOTA_FACTOR must'],
    [{ PORT: '-1' }, 'PORT must'],
    [{ HOST: 'a b' }, 'HOST must'],
    [{ DATABASE_URL: 'mysql://a/b', DATABASE_OWNER_URL: 'postgres://a/b' }, 'DATABASE_URL must'],
    [{ DATABASE_URL: 'postgres://a/b' }, 'DATABASE_OWNER_URL is missing'],
    [{ DATABASE_OWNER_URL: 'postgres://a/b' }, 'DATABASE_URL is missing'],
    [{ PUBLIC_URL: 'dure.example.com' }, 'PUBLIC_URL must be a web address'],
    [{ PUBLIC_URL: 'http://dure.example.com' }, 'PUBLIC_URL must be https'],
    [{ PUBLIC_URL: 'https://dure.example.com/app' }, 'PUBLIC_URL must be only'],
    [{ TRUSTED_PROXIES: 'caddy' }, 'TRUSTED_PROXIES must'],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES must'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must'],
    [{ SMTP_URL: 'mail.example.com:587', MAIL_FROM: 'dure@example.com' }, 'SMTP_URL must'],
    [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'Dure' }, 'MAIL_FROM must'],
    [
      { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' },
      'MAIL_FROM must',
    ],
    [{ SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM is missing'],
    [{ MAIL_FROM: 'dure@example.com' }, 'SMTP_URL is missing'],
    [{ DATA_DIR: '/srv/dure', APP_KEY_FILE: '/srv/dure/keys' }, 'APP_KEY_FILE must not lie in DATA_DIR'],
    [{ APP_KEY_FILE: '.dure/a/keys' }, 'APP_KEY_FILE must not lie in DATA_DIR'],
  ])('refuses %o and names the variable', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(sentence)
  })

  test('says all that is wrong at once and repeats no password', () => {
    const read = () =>
      readConfig({ PORT: 'x', DATABASE_URL: 'http://app:hunter2@db/dure', DATABASE_OWNER_URL: 'hunter2' })
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*DATABASE_OWNER_URL/)
    expect(read).not.toThrow('hunter2')
  })

  test('plain http is allowed on this machine', () => {
    expect(readConfig({ PUBLIC_URL: 'http://127.0.0.1:3000' }).publicUrl).toBe('http://127.0.0.1:3000')
  })
})
