/** Sentences for the system's codes, for whoever runs Dure; `place` is a path or an address. */
const meanings: Readonly<Record<string, (place: string) => string>> = {
  ENOENT: (place) => `There is no ${place}.`,
  EACCES: (place) => `This account may not use ${place}.`,
  EPERM: (place) => `This account may not use ${place}.`,
  EROFS: (place) => `${place} lies on a file system that is read-only.`,
  ENOSPC: (place) => `The disk is full: ${place} could not be written.`,
  EDQUOT: (place) => `The disk quota is used up: ${place} could not be written.`,
  EISDIR: (place) => `${place} is a folder; a file is needed.`,
  ENOTDIR: (place) => `${place} leads through a file that is no folder.`,
  EADDRINUSE: (place) => `Another program listens on ${place}: name another PORT.`,
  EADDRNOTAVAIL: (place) => `${place} is no address of this machine: name another HOST.`,
  ECONNREFUSED: (place) => `No PostgreSQL server answers at ${place}.`,
  ENOTFOUND: (place) => `The name of the PostgreSQL server leads nowhere: ${place}.`,
  EAI_AGAIN: (place) => `The name of the PostgreSQL server cannot be looked up now: ${place}.`,
  '28P01': () => 'PostgreSQL refuses the password in DATABASE_URL or DATABASE_OWNER_URL.',
  '28000': () => 'PostgreSQL refuses the role in DATABASE_URL or DATABASE_OWNER_URL.',
  '3D000': () => 'PostgreSQL has no database of the name in DATABASE_URL or DATABASE_OWNER_URL.',
  '53100': () => 'The disk of the database is full.',
  '53300': () => 'PostgreSQL has no connection left: raise its max_connections.',
}

/** Returns a sentence for an error of the system or of PostgreSQL that whoever runs Dure can mend; undefined for others. */
export function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const part = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const address = [part('address') ?? part('hostname'), part('port')].filter(Boolean).join(':')
  return meanings[String(error.code)]?.(part('path') ?? (address || 'the file or address'))
}
