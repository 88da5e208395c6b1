// SPDX-License-Identifier: MIT

// Package suite is the tests that hold in every mode of package tokenlink: linked, loaded, and without cgo. Each mode's
// test package runs them against its own.
package suite

import (
	"os"
	"path/filepath"
	"testing"
)

// A Test is one of them, named after the misfortune it prevents.
type Test struct {
	Name string
	Run  func(t *testing.T)
}

// Tests are all of them.
var Tests = []Test{
	{"Vectors", vectors},
	{"NameThatIsNotTheLibrarys", statusNames},
	{"ErrorThatErrorsIsDoesNotFind", errorsIsAndAs},
	{"MisuseThatCrashes", misuse},
	{"TextThatIsNoText", hostileText},
	{"TextOfAnySize", hugeText},
	{"AppendThatHarmsItsBuffer", appendForms},
	{"LinkThatDoesNotMarshal", marshalling},
	{"AbsentThatTurnsEmpty", absentFields},
	{"ManyPermissions", manyPermissions},
	{"ManyColumns", manyColumns},
	{"ColumnThatLies", lyingColumns},
	{"ColumnThatChangesInUse", changedColumns},
	{"BatchThatIsNotItsRows", batchAgainstRows},
	{"BatchThatGrows", batchMemory},
	{"BatchReused", batchReuse},
	{"RowsThatAreNotLinks", parseRows},
	{"ParseIntoThatForgets", parseInto},
	{"KnowledgeThatIsNotThere", knowledge},
	{"CatalogOfOnesOwn", customCatalog},
	{"LibraryOfAnotherVersion", versions},
	{"LibraryNobodyChose", chosenLibrary},
	{"CallThatAllocates", allocations},
	{"GoroutinesInEachOthersWay", goroutines},
	{"MemoryThatLeaks", leaks},
}

// Root is the repository's folder, found from a test's working folder upwards.
func Root(t testing.TB) string {
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "capi", "tokenlink.h")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("the repository was not found above this folder")
		}
		folder = parent
	}
}
