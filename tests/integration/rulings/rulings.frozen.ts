/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = { outbox: { 'rulings.writeUp': 1 }, now: { 'rulings.rule': 1 } }
