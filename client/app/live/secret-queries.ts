import type { QueryKey } from '@tanstack/react-query'

const procedure = ([path]: QueryKey): string => (Array.isArray(path) ? path.join('.') : '')

/** What a person says about how they are lies on their phone only encrypted with their own key. */
export const isSecret = (queryKey: QueryKey): boolean => procedure(queryKey).startsWith('checkIns.')

/** What somebody else shared can be taken back at any moment, so that no copy of it may outlast the screen. */
export const mayStay = (queryKey: QueryKey): boolean => procedure(queryKey) !== 'checkIns.shared'
