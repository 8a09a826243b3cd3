import type { Department } from '../../core/departments/department.ts'
import type { TicketType } from '../../core/ticket-types/ticket-type.ts'

/** A desk's own page for language models: what there is to file a ticket with, filled in. What is not public is left out. */
export const llmsTxt = (desk: {
  name: string
  base: string
  departments: Department[]
  ticketTypes: TicketType[]
}): string => {
  const departments = desk.departments.filter((department) => department.is_public)
  const types = desk.ticketTypes.filter((type) => !type.is_internal)
  const department = departments.find((one) => one.is_default) ?? departments[0]
  const type = types.find((one) => one.is_default) ?? types[0]
  const example = {
    email: 'alice@example.com',
    name: 'Alice',
    subject: 'Login broken on staging',
    body: 'I loop back to /sign-in after typing my email.',
    priority: 'high',
    ...(department && { departmentId: department.id }),
    ...(type && { ticketTypeId: type.id }),
  }
  return `# ${oneLine(desk.name)}

> The ticket API of this help desk. Base: ${desk.base}/api/v1

Authentication: \`Authorization: Bearer hd_<secret>\`. Scopes: \`tickets:create\` for POST, \`tickets:read\` for every GET.
Ids are strings of digits; a ticket also has a \`number\`. Times are ISO 8601 in UTC.

## Routes

- POST /tickets: create a ticket. 201 with the ticket; 200 \`{"ok":true}\` where it was accepted but not created.
- GET /tickets?requesterEmail=&status=&limit=&cursor=: list tickets, the newest first.
- GET /tickets/{id or number}: one ticket with its public messages.
- GET /departments, GET /ticket-types: what a ticket can be filed under.

## Departments

${list(departments)}

## Ticket types

${list(types)}

Priorities: low, normal (default), high, urgent.

## Example

\`\`\`bash
curl -X POST ${desk.base}/api/v1/tickets \\
  -H "Authorization: Bearer hd_your_secret_here" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(example)}'
\`\`\`
`
}

const list = (nouns: { id: string; name: string; is_default: boolean }[]): string =>
  nouns.map(({ id, name, is_default }) => `- ${id}: ${oneLine(name)}${is_default ? ' (default)' : ''}`).join('\n') ||
  '(none is public)'

const oneLine = (name: string): string => name.replace(/\s+/g, ' ')
