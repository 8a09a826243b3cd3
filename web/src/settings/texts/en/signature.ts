/** What stands below answers. */
export default {
  title: 'Signature',
  variable: 'Insert a variable',
  own: 'Below your answers, where they are mailed. Empty: your department’s.',
  department: 'Below the answers of members without one of their own. Empty: the desk’s.',
  desk: 'Below the answers of members and departments without one of their own.',
}
