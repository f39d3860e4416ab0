import * as z from 'zod/mini'

/** Query checkIns.delivery, for who may write to the person: when a message about a failure would reach them. */
export const deliveryInput = z.object({ personId: z.uuid() })
export const deliveryView = z.object({
  /** Null: at once. Worked out from the roster alone, so that it says nothing about the person's day. */
  notBefore: z.nullable(z.string()),
})
export type DeliveryView = z.infer<typeof deliveryView>
