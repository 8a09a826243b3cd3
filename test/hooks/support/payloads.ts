/** What each sender sends, after its own documentation (the page is named in its source's docstring). */

export const typeform = {
  event_id: 'LtWXD3crgy',
  event_type: 'form_response',
  form_response: {
    form_id: 'lT4Z3j',
    token: 'a3a12ec67a1365927098a606107fac15',
    submitted_at: '2018-01-18T18:17:02Z',
    hidden: { plan: 'pro' },
    definition: {
      id: 'lT4Z3j',
      title: 'Contact us',
      fields: [
        { id: 'DlXFaesGBpoF', title: 'Your name', type: 'short_text' },
        { id: 'SMEUb7VJz92Q', title: 'Where can we reach you?', type: 'email' },
        { id: 'JwWggjAKtOkA', title: 'What is it about?', type: 'multiple_choice' },
        { id: 'KoJxDM3c6x8h', title: 'Tell us', type: 'long_text' },
        { id: 'PNe8ZKBK8C2Q', title: 'Which of these?', type: 'picture_choice' },
      ],
    },
    answers: [
      { type: 'text', text: 'Ann Lee', field: { id: 'DlXFaesGBpoF', type: 'short_text' } },
      { type: 'email', email: 'ann@example.com', field: { id: 'SMEUb7VJz92Q', type: 'email' } },
      { type: 'choice', choice: { label: 'Billing' }, field: { id: 'JwWggjAKtOkA', type: 'multiple_choice' } },
      { type: 'text', text: 'I paid twice.', field: { id: 'KoJxDM3c6x8h', type: 'long_text' } },
      {
        type: 'choices',
        choices: { labels: ['London', 'Sydney'] },
        field: { id: 'PNe8ZKBK8C2Q', type: 'picture_choice' },
      },
    ],
  },
}

export const tally = {
  eventId: 'a4cb511e-d513-4fa5-baee-b815d718dfd1',
  eventType: 'FORM_RESPONSE',
  createdAt: '2023-06-28T15:00:21.889Z',
  data: {
    responseId: '2wgx4n',
    submissionId: '2wgx4n',
    formId: 'VwbNEw',
    formName: 'Support',
    fields: [
      { key: 'question_mVGEg3', label: 'Full name', type: 'INPUT_TEXT', value: 'Ann Lee' },
      { key: 'question_nPpjVn', label: 'Contact', type: 'INPUT_EMAIL', value: 'ann@example.com' },
      { key: 'question_w4Q4Xn', label: 'Subject', type: 'INPUT_TEXT', value: 'Cannot log in' },
      {
        key: 'question_3EKz4n',
        label: 'Where',
        type: 'MULTIPLE_CHOICE',
        value: ['6d4f'],
        options: [
          { id: '6d4f', text: 'On my phone' },
          { id: '7e5a', text: 'In a browser' },
        ],
      },
      {
        key: 'question_wQ7gBa',
        label: 'Screenshot',
        type: 'FILE_UPLOAD',
        value: [
          { id: 'x', name: 'a.png', url: 'https://storage.googleapis.com/a.png', mimeType: 'image/png', size: 1 },
        ],
      },
      { key: 'question_empty', label: 'More', type: 'TEXTAREA', value: null },
    ],
  },
}

export const jotformFields = {
  formID: '213253415',
  submissionID: '5300000000000000000',
  formTitle: 'Contact Form',
  ip: '192.0.2.1',
  pretty: 'Name:Ann Lee, E-mail:ann@example.com',
  rawRequest: JSON.stringify({
    slug: 'submit/213253415',
    jsExecutionTracker: 'build-date-1636',
    q3_name: { first: 'Ann', last: 'Lee' },
    q4_email: 'ann@example.com',
    q5_phoneNumber: { full: '(351) 912-3456' },
    q6_subject: 'A refund',
    q7_describeYour: 'I paid twice.',
    event_id: '1636_213253415',
  }),
}

export const googleForms = {
  response_id: '2_ABaOnud',
  form_title: 'Help',
  submitted_at: '2026-01-02T03:04:05.000Z',
  respondent_email: 'ann@example.com',
  answers: [
    { question: 'What happened?', answer: 'It broke.' },
    { question: 'Where?', answer: ['Phone', 'Browser'] },
  ],
}

export const hubspotEvents = [
  {
    eventId: 3816279340,
    subscriptionId: 25,
    portalId: 33,
    appId: 1160452,
    occurredAt: 1462216307945,
    subscriptionType: 'contact.creation',
    attemptNumber: 0,
    objectId: 1246965,
    changeSource: 'CRM',
    changeFlag: 'NEW',
  },
  {
    eventId: 3816279480,
    subscriptionId: 22,
    portalId: 33,
    appId: 1160452,
    occurredAt: 1462216307945,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId: 1246965,
    propertyName: 'lastname',
    propertyValue: 'Lee',
  },
  {
    eventId: 3816279481,
    subscriptionId: 26,
    portalId: 33,
    appId: 1160452,
    subscriptionType: 'ticket.creation',
    attemptNumber: 0,
    objectId: 77,
  },
]

export const hubspotWorkflow = {
  objectId: 77,
  objectType: 'TICKET',
  properties: {
    subject: { value: 'Cannot log in' },
    content: { value: 'It says no.' },
    hs_ticket_priority: { value: 'HIGH' },
    email: { value: 'ann@example.com' },
    firstname: { value: 'Ann' },
    lastname: { value: 'Lee' },
  },
}

export const intercomConversation = {
  type: 'notification_event',
  app_id: 'a86dr8yl',
  id: 'notif_78c122d0-23ba-11e4-9464-79b01267cc2e',
  topic: 'conversation.user.created',
  delivery_attempts: 1,
  data: {
    type: 'notification_event_data',
    item: {
      type: 'conversation',
      id: '10567',
      source: {
        type: 'conversation',
        subject: '<p>Cannot log in</p>',
        body: '<p>It says <b>no</b>.</p>',
        author: { type: 'user', id: '63ea3fb0', name: 'Ann Lee', email: 'ann@example.com' },
      },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '63ea3fb0', external_id: '25' }] },
    },
  },
}

export const intercomTicket = {
  type: 'notification_event',
  id: 'notif_2',
  topic: 'ticket.created',
  data: {
    item: {
      type: 'ticket',
      id: '9',
      ticket_id: '53',
      ticket_attributes: { _default_title_: 'Cannot log in', _default_description_: 'It says no.' },
      contacts: { contacts: [{ type: 'contact', id: '63ea3fb0', name: 'Ann Lee', email: 'ann@example.com' }] },
    },
  },
}

export const zendeskEvent = {
  account_id: 22129848,
  detail: {
    actor_id: '8447388090494',
    created_at: '2025-01-08T10:12:07Z',
    description: 'It says no.',
    id: '5158',
    is_public: true,
    priority: 'URGENT',
    requester_id: '8447388090494',
    status: 'OPEN',
    subject: 'Cannot log in',
    tags: ['vip'],
    via: { channel: 'web_service' },
  },
  event: {},
  id: 'cbe4028c-7239-495d-b020-f22348516046',
  subject: 'zen:ticket:5158',
  time: '2025-01-08T10:12:07.672717030Z',
  type: 'zen:event-type:ticket.created',
  zendesk_event_version: '2022-11-06',
}

export const zendeskTicket = {
  ticket: {
    subject: 'Cannot log in',
    comment: { body: 'It says no.' },
    priority: 'high',
    requester: { name: 'Ann Lee', email: 'ann@example.com' },
    external_id: 'order-7',
  },
}

export const sentryAlert = {
  action: 'triggered',
  actor: { id: 'sentry', name: 'Sentry', type: 'application' },
  data: {
    event: {
      culprit: '?(<anonymous>)',
      datetime: '2019-08-19T21:06:17.677000Z',
      event_id: 'e4874d664c3540c1a32eab185f12c5ab',
      issue_id: '1170820242',
      level: 'error',
      message: '',
      title: 'ReferenceError: heck is not defined',
      user: { email: 'ann@example.com', ip_address: '192.0.2.1' },
      web_url: 'https://sentry.io/organizations/test-org/issues/1170820242/events/e4874d664c3540c1a32eab185f12c5ab/',
    },
    triggered_rule: 'Very Important Alert Rule!',
  },
  installation: { uuid: 'a8e5d37a-696c-4c54-adb5-b3f28d64c7de' },
}

export const githubIssue = {
  action: 'opened',
  issue: {
    id: 73464126,
    number: 2,
    title: 'Spelling error in the README',
    body: 'It says **recieve**.',
    html_url: 'https://github.com/acme/site/issues/2',
    user: { login: 'ann', id: 21031067, type: 'User' },
    labels: [{ id: 1, name: 'Bug' }],
  },
  repository: { full_name: 'acme/site' },
}
