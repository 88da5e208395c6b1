// SPDX-License-Identifier: MIT
#include "column.h"

#include <stdlib.h>

#include "exports.h"
#include "text.h"

size_t tl_offset_size(const tokenlink_column* column) {
  return column->layout == TOKENLINK_LAYOUT_OFFSETS64 ? sizeof(uint64_t) : sizeof(uint32_t);
}

size_t tl_offset_at(const tokenlink_column* column, size_t element) {
  return column->layout == TOKENLINK_LAYOUT_OFFSETS64 ? (size_t)((const uint64_t*)column->offsets)[element]
                                                      : ((const uint32_t*)column->offsets)[element];
}

bool tl_column_overlaps(const tokenlink_column* column, size_t rows_end, const void* memory, size_t size) {
  const size_t elements = column->first + rows_end;
  return tl_overlap(column->data, column->size, memory, size) ||
         tl_overlap(column->offsets, (elements + 1) * tl_offset_size(column), memory, size) ||
         (column->validity != NULL && tl_overlap(column->validity, (elements + 7) / 8, memory, size));
}

static bool too_short(tl_state* state, const char* detail, int place) {
  tl_fail(state, TOKENLINK_E_ARGUMENT, detail);
  state->numbers[TL_N_ARGUMENT] = place;
  return false;
}

// Arrow's libraries have signed offsets. A negative one reads as one past the data, and its row fails.
static bool take_offsets(napi_env env, tl_state* state, napi_value value, int place, tokenlink_column* out,
                         size_t* count) {
  napi_typedarray_type type;
  void* offsets = NULL;
  if (!tl_take_view(env, state, value, place, &type, &offsets, count)) return false;
  if (type == napi_bigint64_array || type == napi_biguint64_array) {
    out->layout = TOKENLINK_LAYOUT_OFFSETS64;
  } else if (type != napi_int32_array && type != napi_uint32_array) {
    return tl_refuse(state, TL_WRONG_TYPE, place);
  }
  out->offsets = offsets;
  return true;
}

bool tl_take_column(napi_env env, tl_state* state, napi_value list, uint32_t index, size_t rows_end,
                    tokenlink_column* out) {
  enum { DATA, OFFSETS, VALIDITY, FIRST };
  const int place = TL_COLUMN_PLACE + TL_COLUMN_PARTS * (int)index;
  napi_value parts[TL_COLUMN_PARTS];
  for (uint32_t i = 0; i < TL_COLUMN_PARTS; ++i) {
    if (napi_get_element(env, list, TL_COLUMN_PARTS * index + i, &parts[i]) != napi_ok) {
      return tl_refuse(state, TL_WRONG_TYPE, place + (int)i);
    }
  }
  *out = (tokenlink_column)TOKENLINK_COLUMN_INIT;
  void *data = NULL, *validity = NULL;
  size_t offset_count = 0, validity_size = 0;
  uint32_t first = 0;
  napi_valuetype validity_type = napi_undefined;
  napi_typeof(env, parts[VALIDITY], &validity_type);
  if (napi_get_value_uint32(env, parts[FIRST], &first) != napi_ok) {
    return tl_refuse(state, TL_WRONG_TYPE, place + FIRST);
  }
  if (!tl_take_array(env, state, parts[DATA], napi_uint8_array, place + DATA, &data, &out->size) ||
      !take_offsets(env, state, parts[OFFSETS], place + OFFSETS, out, &offset_count)) {
    return false;
  }
  out->data = data;
  out->first = first;
  const size_t elements = first + rows_end;
  if (offset_count <= elements) {
    return too_short(state, "a column needs one more offset than it has rows", place + OFFSETS);
  }
  if (validity_type == napi_null) return true;
  if (!tl_take_array(env, state, parts[VALIDITY], napi_uint8_array, place + VALIDITY, &validity, &validity_size)) {
    return false;
  }
  if (validity_size < (elements + 7) / 8) {
    return too_short(state, "a column's validity needs one bit for each row", place + VALIDITY);
  }
  // An empty array may have no memory; NULL would mean that no row is null.
  out->validity = elements > 0 ? validity : NULL;
  return true;
}

// toColumn(joined, lengths, offsets): a Buffer with the UTF-8 of all texts. `joined` is all of them as one string, of
// which text i has lengths[i] units. Two surrogates on either side of a border are both lone.
static napi_value to_column(napi_env env, napi_callback_info info) {
  size_t argc = 3, units_count = 0, lengths_count = 0, offsets_count = 0, used = 0;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  void *lengths = NULL, *offsets = NULL;
  if (napi_get_value_string_utf16(env, argv[0], NULL, 0, &units_count) != napi_ok) {
    tl_refuse(state, TL_WRONG_TYPE, 0);
    return NULL;
  }
  if (!tl_take_array(env, state, argv[1], napi_uint32_array, 1, &lengths, &lengths_count) ||
      !tl_take_array(env, state, argv[2], napi_uint32_array, 2, &offsets, &offsets_count) ||
      offsets_count <= lengths_count) {
    return NULL;
  }
  uint16_t* const units = malloc((units_count + 1) * sizeof *units + TL_SLACK);
  state->text_used = TL_TEXT;
  char* const text = tl_reserve(state, 3 * units_count);
  if (units == NULL || text == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  } else {
    napi_get_value_string_utf16(env, argv[0], (char16_t*)units, units_count + 1, &units_count);
    memset(units + units_count, 0, TL_SLACK);
    size_t at = 0, row = 0, fault = 0;
    ((uint32_t*)offsets)[0] = 0;
    for (; row < lengths_count; ++row) {
      const size_t length = ((const uint32_t*)lengths)[row];
      const size_t size = length <= units_count - at ? tl_to_utf8(units + at, length, text + used, &fault) : SIZE_MAX;
      if (size == SIZE_MAX || used + size > UINT32_MAX) break;
      at += length;
      used += size;
      ((uint32_t*)offsets)[row + 1] = (uint32_t)used;
    }
    if (row == lengths_count) {
      napi_create_buffer_copy(env, used, text, NULL, &made);
    } else {
      tl_fail(state, TOKENLINK_E_UTF8, "the text has a lone surrogate, which UTF-8 cannot represent");
      state->numbers[TL_N_OFFSET] = (double)fault;
      state->numbers[TL_N_ROW] = (double)row;
    }
  }
  free(units);
  tl_end(state);
  return made;
}

void tl_init_column(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "toColumn", to_column, state);
}
