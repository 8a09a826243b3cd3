import type { CannedReply } from '../../core/canned-replies/canned-reply.ts'
import type { Tag } from '../../core/tags/tag.ts'
import type { View } from '../../core/views/view.ts'
import type { Watchlist } from '../../core/watchlists/watchlist.ts'

/** Ours in the words of their settings. Where their pages say nothing of a field, it is named as its siblings are. */

export const toHashtag = (tag: Tag) => ({ id: tag.id, tag: tag.name, colour: tag.color, tickets: tag.tickets })

/** A hashtag as people write it: `#vip` is the tag `vip`. */
export const fromHashtag = (text: string): string => text.trim().replace(/^#/, '').toLowerCase()

export const toPerspective = (view: View) => ({
  id: view.id,
  name: view.name,
  shared: view.shared,
  created_at: view.created_at,
  updated_at: view.updated_at,
})

export const toStockResponse = (reply: CannedReply) => ({
  id: reply.id,
  title: reply.title,
  category: reply.category,
  subcategory: reply.subcategory,
  content: reply.body,
  created_at: reply.created_at,
  updated_at: reply.updated_at,
})

export const toTheirWatchlist = (watchlist: Watchlist) => ({
  id: watchlist.id,
  name: watchlist.name,
  icon: watchlist.icon,
  shared: watchlist.shared,
  ticket_ids: watchlist.tickets,
  created_at: watchlist.created_at,
  updated_at: watchlist.updated_at,
})
