import * as z from 'zod/mini'

/** Query checkIns.shared: what one person shares with the reader, newest first; told to that person as seen. */
export const sharedInput = z.object({ personId: z.uuid() })
/** Query checkIns.totals, for who leads or manages the team: closed periods, newest first. They never change again. */
export const totalsInput = z.object({ teamId: z.uuid() })
/** Query checkIns.delivery, for who may write to the person: when a message about a failure would reach them. */
export const deliveryInput = z.object({ personId: z.uuid() })
