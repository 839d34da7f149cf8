// A strap sewn by hand, rolled up, its end unrolled; an awl beside it.
#include "studio.inc"
Ground(srgb <0.78, 0.73, 0.64>)
Window(<-58, 58, -20>, <0, 2, 0>, 1.2)
Eye(<1, 19, -27>, <2.6, 1.4, -2.4>, 38, <-1.5, 4, -5>, 0.5)

#declare Hide = srgb <0.55, 0.27, 0.12>;
#declare Wide = 4.4;   // of the strap
#declare Thick = 0.42;
#declare Turns = 4.4;
#declare Pitch = 0.60; // from turn to turn
#declare Core = 1.5;
#declare Last = Turns * 2 * pi;
// Where the middle of the strap is, S centimetres from its inner end, as a
// spiral that leaves the roll on a tangent and waves a little on the ground.
#declare Roll = function(x) { Core + Pitch * x / (2 * pi) }
#declare End = -pi / 2 - Last; // so that the strap leaves to the right, in front
#macro On(T)
  #if (T <= Last)
    <Roll(T) * cos(T + End), 0, Roll(T) * sin(T + End)>
  #else
    #local Far = (T - Last) * Roll(Last);
    <Far, 0, -Roll(Last) - 1.1 * (1 - cos(min(Far, 9) * 0.35)) * 0.5 * (Far / 9)>
  #end
#end
#macro Out(T)
  #local Before = (On(T - 0.004));
  #local After = (On(T + 0.004));
  vnormalize(vcross(y, Before - After))
#end

#declare Skin = texture {
  pigment { bozo scale 2.2 warp { turbulence 0.8 }
    color_map { [0 color Hide * 0.82] [0.7 color Hide] [1 color Hide * 1.22] } }
  normal { average normal_map {
    [2 crackle 0.45 scale 0.13 warp { turbulence 0.3 }]
    [1 granite 0.25 scale 0.9] } }
  finish { diffuse 0.75 ambient 0 specular 0.22 roughness 0.045 reflection { 0, 0.07 fresnel on } }
}
#declare Burnished = texture {
  pigment { bozo scale <0.4, 3, 0.4> color_map { [0 color Hide * 0.33] [1 color Hide * 0.62] } }
  normal { granite 0.12 scale 0.5 }
  finish { diffuse 0.7 ambient 0 specular 0.35 roughness 0.02 reflection { 0, 0.12 fresnel on } }
}
#declare Step = 0.03;
#declare Stop = Last + 3.6;
#macro Quad(A, B, C, D) triangle { A, B, C } triangle { A, C, D } #end
#macro Band(Lift, Off, Lift2, Off2, Tex)
mesh {
  #for (T, 0, Stop - Step, Step)
    #local P = (On(T)); #local Q = (On(T + Step)); #local M = (Out(T)); #local N = (Out(T + Step));
    #local A = P + M * Off + y * Lift; #local B = Q + N * Off + y * Lift;
    #local C = Q + N * Off2 + y * Lift2; #local D = P + M * Off2 + y * Lift2;
    #if (Off = Off2)
      smooth_triangle { A, M, B, N, C, N } smooth_triangle { A, M, C, N, D, M }
    #else Quad(A, B, C, D) #end
  #end
  texture { Tex }
}
#end
#declare R = Thick / 2; #declare E = 0.11; // the edge is rounded
union {
  Band(E, R, Wide - E, R, Skin)
  Band(E, -R, Wide - E, -R, Skin)
  Band(Wide - E, R, Wide, R - E, Burnished) Band(Wide - E, -R, Wide, -R + E, Burnished)
  Band(Wide, R - E, Wide, -R + E, Burnished)
  Band(E, R, 0, R - E, Burnished)
  #local P = (On(Stop)); #local M = (Out(Stop));
  mesh { Quad(P + M * R + y * E, P - M * R + y * E, P - M * R + y * (Wide - E), P + M * R + y * (Wide - E)) texture { Burnished } }
  // the seam: two rows, one stitch every half centimetre, a little aslant
  #declare Linen = texture { pigment { color srgb <0.90, 0.84, 0.70> }
    normal { gradient y 0.6 scale 0.05 rotate z * 35 } finish { diffuse 0.8 ambient 0 specular 0.1 roughness 0.1 } }
  #declare T = Last - 2 * pi;
  #while (T < Stop - 0.02)
    #local P = (On(T)); #local M = -(Out(T));
    #local A = vnormalize(On(T + 0.01) - P);
    #for (Side, 0, 1)
      #local H = (Side ? Wide - 0.62 : 0.62);
      #local C = P + M * (R + 0.02) + y * H;
      sphere_sweep { linear_spline 3, C - A * 0.19 - y * 0.05 - M * 0.09, 0.055, C + M * 0.03, 0.065, C + A * 0.19 + y * 0.05 - M * 0.09, 0.055 texture { Linen } }
    #end
    #local V = vlength(On(T + 0.01) - On(T)) / 0.01;
    #declare T = T + 0.5 / V;
  #end
}
// the awl
union {
  lathe { cubic_spline 10, <0, 9.6>, <0.02, 9.4>, <0.75, 9.2>, <1.15, 8.3>, <0.95, 6.9>, <0.62, 5.6>, <0.72, 4.9>, <0.5, 4.5>, <0.01, 4.48>, <0, 4.4>
    Wood(srgb <0.72, 0.52, 0.32>, srgb <0.46, 0.28, 0.14>, 3) }
  cylinder { y * 4.0, y * 4.6, 0.42 texture { Brass } }
  cone { y * 4.2, 0.2, y * 1.2, 0.13 texture { Steel } }
  cone { y * 1.2, 0.13, y * 0, 0.01 texture { Steel } }
  rotate z * 86 rotate y * 24 translate <3.4, 1.02, -8.8>
}
