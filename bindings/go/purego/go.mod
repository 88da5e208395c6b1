module github.com/tokenlink/tokenlink/bindings/go/purego

go 1.19

require (
	github.com/ebitengine/purego v0.9.1
	github.com/tokenlink/tokenlink/bindings/go v1.0.0
)

replace github.com/tokenlink/tokenlink/bindings/go => ../
