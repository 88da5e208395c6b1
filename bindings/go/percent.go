// SPDX-License-Identifier: MIT

package tokenlink

// Encode percent-encodes bytes, which need not be UTF-8: letters, digits and -._~ stay, every other byte becomes %XX.
//
// Errors: a LoadError.
func Encode(text string) (string, error) {
	encoded, err := AppendEncode(nil, text)
	return stringOf(encoded), err
}

// AppendEncode appends the percent-encoded text to dst; with room for three bytes for each it is at its fastest. All of
// the room behind dst, up to its capacity, may be overwritten.
//
// Errors: a LoadError; dst is then returned as it was.
func AppendEncode(dst []byte, text string) ([]byte, error) {
	if err := ready(); err != nil {
		return dst, err
	}
	size, status := callEncode(text, dst[len(dst):cap(dst)])
	if status == ErrBuffer {
		dst = grow(dst, size)
		size, status = callEncode(text, dst[len(dst):cap(dst)])
	}
	if status != OK {
		return dst, newError("encode", status, nil)
	}
	return dst[:len(dst)+size], nil
}

// Decode decodes %XX, in either case. The result is bytes, not checked to be UTF-8.
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

// AppendDecode appends the decoded text to dst, which needs room for at most as many bytes as text has. All of the room
// behind dst, up to its capacity, may be overwritten.
//
// Errors: those of Decode; dst is then returned as it was.
func AppendDecode(dst []byte, text string) ([]byte, error) { return appendDecode(dst, text, 0) }

// AppendDecodeQuery appends as AppendDecode does, with + decoded to a space.
func AppendDecodeQuery(dst []byte, text string) ([]byte, error) {
	return appendDecode(dst, text, plusIsSpace)
}

func appendDecode(dst []byte, text string, flags uint32) ([]byte, error) {
	if err := ready(); err != nil {
		return dst, err
	}
	size, status := callDecode(text, flags, dst[len(dst):cap(dst)], nil)
	if status == ErrBuffer {
		dst = grow(dst, size)
		size, status = callDecode(text, flags, dst[len(dst):cap(dst)], nil)
	}
	if status != OK {
		fault := newCError()
		_, status = callDecode(text, flags, nil, fault)
		return dst, newError("decode", status, fault)
	}
	return dst[:len(dst)+size], nil
}

// grow makes room for n bytes behind dst, as append does.
func grow(dst []byte, n int) []byte {
	if cap(dst)-len(dst) >= n {
		return dst
	}
	return append(dst, make([]byte, n)...)[:len(dst)]
}
