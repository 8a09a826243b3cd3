import { renderSource } from './render.ts'
import { SAMPLE_DATA, SAMPLE_INTERVENTION, SAMPLE_SURROUNDINGS, SAMPLE_TICKET } from './sample.ts'
import { scopeOf } from './scope.ts'

export type Variable = { name: string; description: string; example: string }

const DESCRIPTIONS: Record<string, string> = {
  'ticket.number': 'The ticket’s number.',
  'ticket.id': 'Its id.',
  'ticket.subject': 'Its subject.',
  'ticket.status': 'open, pending, snoozed, resolved, closed or spam.',
  'ticket.priority': 'low, normal, high or urgent.',
  'ticket.department.name': 'The department it is in.',
  'ticket.type.name': 'Its type.',
  'ticket.assignee.name': 'Who works on it; empty where nobody does.',
  'ticket.assignee.email': 'Their address.',
  'ticket.tags': 'Its tags: a list, for `for` and `join`.',
  'ticket.fields.order_number': 'A field of the ticket, by its name.',
  'ticket.metadata.plan': 'A piece of its metadata, by its name.',
  'ticket.channel': 'How it came in.',
  'ticket.culture': 'The language it is answered in.',
  'ticket.created_at': 'When it came in, in UTC. Print it with `date`.',
  'requester.name': 'Who the ticket is from.',
  'requester.first_name': 'The first word of their name.',
  'requester.email': 'Their address.',
  'requester.external_id': 'What your own system calls them.',
  'message.text': 'What the requester wrote last.',
  'message.author.name': 'Who wrote it.',
  'message.created_at': 'When.',
  'agent.name': 'Who sends this.',
  'agent.first_name': 'The first word of their name.',
  'agent.email': 'Their address; empty where a program sends it.',
  'desk.name': 'Your desk’s name.',
  'desk.slug': 'Its short name.',
  'intervention.title': 'In templates of interventions: the title of the one that is run.',
  'intervention.name': 'In templates of interventions: its name.',
  'fields[0].label': 'In templates of interventions: what was asked, one after the other; loop over `fields`.',
  'fields[0].value': 'In templates of interventions: what was answered.',
  'remote.tracking_number':
    'In final templates of interventions: what the remote system confirmed it with, by its name.',
  'data.order_number': 'What came with the request as `data`, by its name.',
  order_number: 'The same in short, where the name is none of ours.',
}

/** Every variable that a template may use, with what the sample ticket makes of it. */
export const listVariables = (): Variable[] => {
  const scope = scopeOf(SAMPLE_TICKET, SAMPLE_SURROUNDINGS, SAMPLE_DATA, SAMPLE_INTERVENTION)
  return Object.entries(DESCRIPTIONS).map(([name, description]) => {
    const example = renderSource('text', `{{ ${name} }}`, scope, { missing: 'error', culture: 'en' })
    if (!example.ok) throw new Error(`${name}: ${example.error.message}`)
    return { name, description, example: example.value }
  })
}
