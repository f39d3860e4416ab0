import * as z from 'zod/mini'

export const teamInput = z.object({ teamId: z.uuid() })
export const analystInput = z.object({ personId: z.uuid() })
