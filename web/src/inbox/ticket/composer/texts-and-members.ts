import type { QueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { api, type PageOf } from '../../../api/client.ts'
import { membersQuery } from '../../../api/desk.ts'
import type { Member } from '../../../api/types.ts'
import { toastProblem } from '../../../ui/toasts.tsx'
import { matching } from './matching.ts'
import type { Choice } from './suggestions.ts'

type CannedReply = { id: string; title: string; category: string; format: 'text' | 'markdown' | 'html'; body: string }
type Template = { id: string; name: string; identifier: string; category: string; type: string; enabled: boolean }
type Preview = { body: { text: string; html: string | null } }

const FRESH_MS = 60_000

type Given = { client: QueryClient; editor: () => Editor | null; ticketNumber: () => number }

/** The desk's canned replies and templates. A template is filled in for this ticket by the server when it is chosen. */
export const textChoices =
  ({ client, editor, ticketNumber }: Given, groups: { canned: string; templates: string }) =>
  async (query: string): Promise<Choice[]> => {
    const all = async <T>(path: string): Promise<T[]> => {
      const queryFn = async () => (await api.get<PageOf<T>>(path, { limit: 100 })).data
      try {
        return await client.ensureQueryData({ queryKey: ['texts', path], queryFn, staleTime: FRESH_MS })
      } catch {
        // Who may not read the desk's templates has only canned replies, and the other way round.
        return []
      }
    }
    const [canned, templates] = await Promise.all([
      all<CannedReply>('/v1/canned-replies'),
      all<Template>('/v1/templates'),
    ])
    const replies = templates.filter(({ enabled, type }) => enabled && type === 'reply')
    return [
      ...matching(canned, query, ({ title, category }) => `${title} ${category}`).map((reply) => ({
        id: reply.id,
        label: reply.title,
        ...(reply.category ? { hint: reply.category } : {}),
        group: groups.canned,
        take: () => insert(editor(), reply.format, reply.body),
      })),
      ...matching(replies, query, ({ name, identifier }) => `${name} ${identifier}`).map((template) => ({
        id: template.id,
        label: template.name,
        hint: template.identifier,
        group: groups.templates,
        take: () => void fill(editor(), template.id, ticketNumber()),
      })),
    ]
  }

const insert = (editor: Editor | null, format: CannedReply['format'], body: string) => {
  if (!editor) return
  const content =
    format === 'html' ? body : format === 'markdown' ? (editor.markdown?.parse(body).content ?? body) : lines(body)
  editor.chain().focus().insertContent(content).run()
}

const lines = (text: string) =>
  text.split('\n').map((line) => ({ type: 'paragraph', ...(line ? { content: [{ type: 'text', text: line }] } : {}) }))

const fill = async (editor: Editor | null, id: string, ticket: number) => {
  try {
    const { body } = await api.post<Preview>(`/v1/templates/${id}/preview`, { ticket: String(ticket) })
    insert(editor, body.html === null ? 'text' : 'html', body.html ?? body.text)
  } catch (error) {
    toastProblem(error)
  }
}

/** Members to mention, by name or address. */
export const memberChoices =
  (client: QueryClient, isPublic: () => boolean) =>
  async (query: string): Promise<Choice[]> => {
    if (isPublic()) return []
    const members = await client.ensureQueryData(membersQuery).catch((): Member[] => [])
    return matching(members, query, ({ name, email }) => `${name} ${email}`).map(({ id, name, email }) => ({
      id,
      label: name,
      hint: email,
      take: () => {},
    }))
  }
