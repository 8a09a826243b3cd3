/** Something that a person did on a page, as its caller tells it. */
export type NewActivity = {
  type: string
  /** What was used, such as a CSS selector. */
  element: string | null
  pageUrl: string | null
  metadata: Record<string, unknown>
}

/** As the API shows it. */
export type Activity = {
  id: string
  /** Null where nobody was identified yet. */
  contact_id: string | null
  session_id: string | null
  type: string
  element: string | null
  page_url: string | null
  metadata: Record<string, unknown>
  created_at: string
}
