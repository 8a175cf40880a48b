import { describe, expect, it } from 'vitest';
import { fillVariables } from './variables';

const values = { 客服: '小云', 客户: '李先生', 位置: '3' };

describe('[F013c] variables of a sentence', () => {
  it('are filled wherever they stand', () => {
    expect(fillVariables('{客户}您好，{客服}为您服务。', values)).toBe(
      '李先生您好，小云为您服务。'
    );
    expect(fillVariables('第{ 位置 }位，{位置}', values)).toBe('第3位，3');
  });

  it('stay readable where they are unknown or have no value', () => {
    expect(fillVariables('{时间}见，{订单}', values)).toBe('{时间}见，{订单}');
    expect(fillVariables('{客服}', { 客服: '' })).toBe('{客服}');
  });

  it('open nothing within a value, whatever a person is called', () => {
    expect(fillVariables('{客户}', { 客户: '{客服}$&' })).toBe('{客服}$&');
  });
});
