import type { ReplyView } from '#shared/coaching/views.ts'

interface Row {
  reply_id: string
  author_id: string
  author_name: string
  text: string
  at: string
}

/** Returns a page of replies from rows that are oldest first, with the id that the page before it is asked by. */
export function replyPage(
  rows: readonly Row[],
  size: number,
): { replies: ReplyView[]; older: string | null } {
  const page = rows.slice(-size)
  return {
    replies: page.map((row) => ({
      replyId: row.reply_id,
      author: { personId: row.author_id, name: row.author_name },
      text: row.text,
      at: row.at,
    })),
    older: rows.length > size ? (page[0]?.reply_id ?? null) : null,
  }
}
