import type { AgentCard } from '../conversation/schema';
import type { Staff, StaffView } from './schema';

/** What leaves the function: no password, no identity of WeChat or web. */
export function viewOf(staff: Staff): StaffView {
  return {
    staffId: staff._id,
    staffCode: staff.staffCode,
    name: staff.name,
    avatar: staff.avatar,
    specialty: staff.specialty,
    department: staff.department,
    role: staff.role,
    status: staff.status,
    teamId: staff.teamId,
    skills: staff.skills,
    secondFactor: staff.secondFactor,
    load: staff.load,
    capacity: staff.capacity,
    createdAt: staff.createdAt,
  };
}

/** What the customer sees of whoever serves him. */
export function cardOf(staff: Staff): AgentCard {
  return {
    name: staff.name,
    avatar: staff.avatar,
    specialty: staff.specialty,
  };
}
