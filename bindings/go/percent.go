// SPDX-License-Identifier: MIT

package tokenlink

// Encode percent-encodes bytes, which need not be UTF-8: letters, digits and -._~ are copied, every other byte becomes
// %XX.
//
// Errors: a LoadError.
func Encode(text string) (string, error) {
	encoded, err := AppendEncode(nil, text)
	return stringOf(encoded), err
}

// AppendEncode appends the percent-encoded text to dst. It is fastest if dst has room for three times the text. All of
// the room after dst, up to its capacity, may be overwritten.
//
// Errors: a LoadError; dst is then returned as it was.
func AppendEncode(dst []byte, text string) ([]byte, error) {
	return appendText("encode", dst, func(d *desk, out *byte, size uintptr) Status {
		return callEncode(textOf(text), uintptr(len(text)), out, size, &d.need, &d.err)
	})
}

// Decode decodes %XX, with hex digits of either case. The result is bytes; whether they are UTF-8 is not checked.
//
// Errors: ErrEscape with the offset of the % that is not followed by two hex digits; a LoadError.
func Decode(text string) (string, error) {
	decoded, err := AppendDecode(nil, text)
	return stringOf(decoded), err
}

// DecodeQuery decodes as Decode does, and + to a space, as in a query string.
func DecodeQuery(text string) (string, error) {
	decoded, err := AppendDecodeQuery(nil, text)
	return stringOf(decoded), err
}

// AppendDecode appends the decoded text to dst; it is never longer than the text. All of the room after dst, up to its
// capacity, may be overwritten.
//
// Errors: those of Decode; dst is then returned as it was.
func AppendDecode(dst []byte, text string) ([]byte, error) { return appendDecode(dst, text, 0) }

// AppendDecodeQuery appends as AppendDecode does, with + decoded to a space.
func AppendDecodeQuery(dst []byte, text string) ([]byte, error) {
	return appendDecode(dst, text, plusIsSpace)
}

func appendDecode(dst []byte, text string, flags uint32) ([]byte, error) {
	return appendText("decode", dst, func(d *desk, out *byte, size uintptr) Status {
		return callDecode(textOf(text), uintptr(len(text)), flags, out, size, &d.need, &d.err)
	})
}

// appendText appends the text that `write` writes, after making room for it if dst has too little.
func appendText(op string, dst []byte, write func(d *desk, out *byte, size uintptr) Status) ([]byte, error) {
	d, err := builtin.take()
	if err != nil {
		return dst, err
	}
	free := dst[len(dst):cap(dst)]
	status := write(d, start(free), uintptr(len(free)))
	if status == ErrBuffer {
		dst = append(dst, make([]byte, d.need)...)[:len(dst)]
		free = dst[len(dst):cap(dst)]
		status = write(d, start(free), uintptr(len(free)))
	}
	if status == OK {
		dst = dst[:len(dst)+int(d.need)]
	}
	err = d.result(op, status)
	builtin.put(d)
	return dst, err
}
