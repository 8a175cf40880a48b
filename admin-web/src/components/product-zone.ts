import { ref } from 'vue';
import { DEFAULT_HOURS } from '../../../domain/settings/hours';

/** Whose calendar the product goes by; a report says when it is another. */
export const productZone = ref(DEFAULT_HOURS.timeZone);
