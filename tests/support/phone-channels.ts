import type { Channel } from '#client/offline/outbox/platform.ts'
import type { Activity } from './activity.ts'

type Open = { tab: object; name: string; listeners: Set<(message: unknown) => void> }

/** The BroadcastChannels of one phone: messages arrive later, in order, in the other tabs only. */
export type PhoneChannels = {
  open(tab: object, name: string): Channel
  killTab(tab: object): void
}

export function createPhoneChannels(activity: Activity): PhoneChannels {
  const channels = new Set<Open>()
  return {
    open(tab, name) {
      const mine: Open = { tab, name, listeners: new Set() }
      channels.add(mine)
      return {
        post(message) {
          if (!channels.has(mine)) return
          const copy: unknown = structuredClone(message)
          const others = [...channels].filter((channel) => channel.name === name && channel !== mine)
          const arrival = new Promise<void>((resolve) => {
            setImmediate(() => {
              for (const other of others) {
                if (channels.has(other)) for (const listener of [...other.listeners]) listener(copy)
              }
              resolve()
            })
          })
          void activity.track(arrival)
        },
        listen(listener) {
          mine.listeners.add(listener)
          return () => mine.listeners.delete(listener)
        },
        close: () => channels.delete(mine),
      }
    },
    killTab(tab) {
      for (const channel of [...channels]) if (channel.tab === tab) channels.delete(channel)
    },
  }
}
