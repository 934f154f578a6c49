/** Whom a school's graduates ask, as the pages print it. */
export const schoolContact = (school: {
  contactDepartment: string
  contactPhone: string
  contactEmail: string
}) => ({ department: school.contactDepartment, phone: school.contactPhone, email: school.contactEmail })
