const key = 'dure.push'

/** Whose pushes this device takes by its owner's own tap; the browser knows only that it takes some. */
export const pushOwner = (): string | null => localStorage.getItem(key)
export const hasPush = (): boolean => pushOwner() !== null

export function rememberPush(personId: string | undefined): void {
  if (personId) localStorage.setItem(key, personId)
  else localStorage.removeItem(key)
}
