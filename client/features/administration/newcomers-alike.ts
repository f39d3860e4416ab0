import type { NewcomerView } from '#shared/administration/views.ts'
import { nameKey } from '#shared/tables/clean.ts'

/** Returns the newcomers whom a name or an address may mean: what imports call them is either. */
export function newcomersAlike(
  newcomers: readonly NewcomerView[],
  { name, email }: { name: string; email: string },
): NewcomerView[] {
  const asked = new Set([nameKey(name), nameKey(email)])
  asked.delete('')
  return newcomers.filter((newcomer) =>
    [newcomer.name, newcomer.reference ?? '', newcomer.email ?? ''].some((called) =>
      asked.has(nameKey(called)),
    ),
  )
}
