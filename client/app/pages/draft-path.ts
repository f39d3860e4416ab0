import type { AfterStart } from '#client/manifest/after-start.ts'

/** Returns the address where a draft is written on; undefined where no feature knows its key. */
export function draftPath(draftKey: string, parts: readonly AfterStart[]): string | undefined {
  const [place] = parts
    .flatMap(({ drafts }) => drafts ?? [])
    .filter(({ prefix }) => draftKey.startsWith(prefix))
    .sort((left, right) => right.prefix.length - left.prefix.length)
  return place?.path(draftKey.slice(place.prefix.length))
}
