import { SYSLOG_FACILITIES } from '../../shared/logging.ts';

export const FACILITY_CHOICES = SYSLOG_FACILITIES.map((facility) => ({ value: facility, label: facility }));
