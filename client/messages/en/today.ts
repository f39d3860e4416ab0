export const today = {
  'today.summary': ({ n, time }: { n: number; time?: string }) =>
    time ? `${n} need you now · next due ${time}` : `${n} need you now`,
  'today.empty': ({ time }: { time?: string }) =>
    time ? `Nothing needs you now. Next: 1:1 at ${time}` : 'Nothing needs you now.',
  'today.row.talk': ({ name, n }: { name: string; n: number }) => `${name} asked to talk · ${n} min ago`,
  'today.row.signal': ({ x, n }: { x: number; n: number }) =>
    `Missed violations worth a look · ${x} of ${n} in 4 weeks`,
  'today.row.unread': ({ n }: { n: number }) => `Shared note not yet read · day ${n}`,
  'today.done': 'Done',
  'compose.line': 'Write a note, raise an escalation',
}
