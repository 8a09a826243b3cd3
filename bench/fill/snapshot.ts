/** A creation's event as create_tickets() writes it, in SQL, of a row of `drawn`: whoever follows the log reads it. */
export const snapshotSql = (d: string): string => {
  const text = (expression: string) => `to_json(${expression})`
  const moment = `to_json(to_char(${d}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`
  const name = `"Customer ', ${d}.contact, '"`
  return `concat(
    '{"contact_created":false,"ticket":{"number":', ${d}.i,
    ',"requester":{"id":"', ${d}.contact_id, '","external_id":null,"email":"c', ${d}.contact, '@bench.example","name":${name}}',
    ',"assignee":null,"id":"', ${d}.id, '","subject":', ${text(`${d}.subject`)}, ',"status":"open","priority":"', ${d}.priority,
    '","department":{"id":"', ${d}.department_id, '","name":"', ${d}.department,
    '"},"type":{"id":"', ${d}.type_id, '","name":"', ${d}.type,
    '"},"tags":[],"fields":{},"metadata":{},"channel":"api","source":"api","culture":"en-US","external_ref":',
    coalesce(${text(`${d}.external_ref`)}, 'null'), ',"message_count":1,"opened_at":', ${moment},
    ',"snoozed_until":null,"first_response_at":null,"resolved_at":null,"closed_at":null,"last_message_at":', ${moment},
    ',"created_at":', ${moment}, ',"updated_at":', ${moment},
    ',"participants":[]},"message":{"author":{"kind":"contact","id":"', ${d}.contact_id, '","name":${name}},"id":"', ${d}.message_id,
    '","public":true,"format":"text","text":', ${text(`${d}.body`)}, ',"html":null,"markdown":null,"attachments":[],"created_at":',
    ${moment}, ',"options":{}}}'
  )::json`
}
