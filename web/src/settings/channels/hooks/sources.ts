import type { Hook } from '../../../api/types.ts'

/** Who can send, by the name that people know; null is anybody else. */
export const SOURCES: readonly (readonly [Hook['source'], string | null])[] = [
  ['generic', null],
  ['typeform', 'Typeform'],
  ['tally', 'Tally'],
  ['jotform', 'Jotform'],
  ['google_forms', 'Google Forms'],
  ['hubspot', 'HubSpot'],
  ['intercom', 'Intercom'],
  ['zendesk', 'Zendesk'],
  ['sentry', 'Sentry'],
  ['github', 'GitHub'],
]

/** Those that sign nothing: they have no secret to be checked by. */
export const signs = (source: unknown): boolean => source !== 'jotform' && source !== 'google_forms'

/** What each sender sends, after its own documentation: to see a mapping work before the first real one came. */
export const SAMPLES: Record<Hook['source'], unknown> = {
  generic: {
    email: 'ann@example.com',
    name: 'Ann Lee',
    subject: 'I cannot log in',
    message: 'It says that my password is wrong.',
    order: { id: 'A-1007', plan: 'pro' },
  },
  typeform: {
    event_id: 'LtWXD3crgy',
    event_type: 'form_response',
    form_response: {
      token: 'a3a12ec67a1365927098a606107fac15',
      hidden: { plan: 'pro' },
      definition: {
        title: 'Contact us',
        fields: [
          { id: 'q1', title: 'Your name', type: 'short_text' },
          { id: 'q2', title: 'Your email', type: 'email' },
          { id: 'q3', title: 'Tell us', type: 'long_text' },
        ],
      },
      answers: [
        { type: 'text', text: 'Ann Lee', field: { id: 'q1', type: 'short_text' } },
        { type: 'email', email: 'ann@example.com', field: { id: 'q2', type: 'email' } },
        { type: 'text', text: 'I paid twice.', field: { id: 'q3', type: 'long_text' } },
      ],
    },
  },
  tally: {
    eventId: 'a4cb511e-d513-4fa5-baee-b815d718dfd1',
    eventType: 'FORM_RESPONSE',
    data: {
      responseId: '2wgx4n',
      formName: 'Support',
      fields: [
        { key: 'q1', label: 'Full name', type: 'INPUT_TEXT', value: 'Ann Lee' },
        { key: 'q2', label: 'Email', type: 'INPUT_EMAIL', value: 'ann@example.com' },
        { key: 'q3', label: 'Subject', type: 'INPUT_TEXT', value: 'Cannot log in' },
      ],
    },
  },
  jotform: {
    submissionID: '5300000000000000000',
    formTitle: 'Contact form',
    rawRequest: JSON.stringify({
      q3_name: { first: 'Ann', last: 'Lee' },
      q4_email: 'ann@example.com',
      q6_subject: 'A refund',
      q7_describeYour: 'I paid twice.',
    }),
  },
  google_forms: {
    response_id: '2_ABaOnud',
    form_title: 'Help',
    respondent_email: 'ann@example.com',
    answers: [
      { question: 'What happened?', answer: 'It broke.' },
      { question: 'Where?', answer: ['Phone', 'Browser'] },
    ],
  },
  hubspot: {
    objectId: 77,
    objectType: 'TICKET',
    properties: {
      subject: { value: 'Cannot log in' },
      content: { value: 'It says no.' },
      hs_ticket_priority: { value: 'HIGH' },
      email: { value: 'ann@example.com' },
      firstname: { value: 'Ann' },
    },
  },
  intercom: {
    type: 'notification_event',
    id: 'notif_78c122d0',
    topic: 'conversation.user.created',
    data: {
      item: {
        type: 'conversation',
        id: '10567',
        source: {
          subject: '<p>Cannot log in</p>',
          body: '<p>It says <b>no</b>.</p>',
          author: { type: 'user', id: '63ea3fb0', name: 'Ann Lee', email: 'ann@example.com' },
        },
      },
    },
  },
  zendesk: {
    ticket: {
      subject: 'Cannot log in',
      comment: { body: 'It says no.' },
      priority: 'high',
      requester: { name: 'Ann Lee', email: 'ann@example.com' },
      external_id: 'order-7',
    },
  },
  sentry: {
    action: 'triggered',
    data: {
      event: {
        culprit: 'checkout.js',
        event_id: 'e4874d664c3540c1a32eab185f12c5ab',
        issue_id: '1170820242',
        level: 'error',
        title: 'ReferenceError: heck is not defined',
        user: { email: 'ann@example.com' },
      },
      triggered_rule: 'Very important',
    },
  },
  github: {
    action: 'opened',
    issue: {
      number: 2,
      title: 'Spelling error in the README',
      body: 'It says **recieve**.',
      html_url: 'https://github.com/acme/site/issues/2',
      user: { login: 'ann', id: 21031067 },
      labels: [{ name: 'Bug' }],
    },
    repository: { full_name: 'acme/site' },
  },
}
