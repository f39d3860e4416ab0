import { useT } from '#client/lib/i18n.ts'

/** A person, by name: 민지 님 in Korean, the name alone in English. Never a picture. */
export function PersonName({ name }: { name: string }) {
  return useT()('ui.person', { name })
}
